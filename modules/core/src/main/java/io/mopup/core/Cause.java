/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

/**
 * What an output goes back to; it travels in the headers.
 *
 * @param commandId the command, or null
 * @param traceParent W3C trace context of it, or null
 */
public record Cause(String commandId, String traceParent) {
    /** Nothing is known. */
    public static final Cause NONE = new Cause(null, null);
}
