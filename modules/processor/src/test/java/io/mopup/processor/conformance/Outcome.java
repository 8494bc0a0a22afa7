/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.conformance;

/**
 * What came of one case on one backend.
 *
 * @param got what was seen, in words
 * @param failure why it is not what was expected; null if it is
 */
record Outcome(String got, Throwable failure) {

    boolean passed() {
        return failure == null;
    }
}
