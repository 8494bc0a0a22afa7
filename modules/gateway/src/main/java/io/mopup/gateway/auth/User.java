/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.auth;

import java.util.Optional;

/**
 * A principal and what proves that a request is its own.
 *
 * @param bearerToken only of an account of COS
 */
record User(Caller caller, String accessKeyId, Secret secretAccessKey, Optional<Secret> bearerToken) {}
