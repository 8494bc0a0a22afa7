/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract.query;

/**
 * The body of every answer that is not 200.
 *
 * @param code a {@link QueryErrorCode}, or one that is newer than the reader
 * @param message for people
 */
public record QueryError(String code, String message) {}
