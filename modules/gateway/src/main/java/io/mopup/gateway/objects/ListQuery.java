/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.objects;

/**
 * A question for a page of a list.
 *
 * @param prefix of the keys; may be empty
 * @param delimiter up to which keys are put together behind the prefix; empty for none
 * @param after behind which key the page begins; empty for the beginning
 * @param skipsPrefix whether what {@code after} lies in, or is, was put together on an earlier page
 * @param max entries and common prefixes together, 0 or more
 */
public record ListQuery(String prefix, String delimiter, String after, boolean skipsPrefix, int max) {}
