/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway;

/** Is told of every request of one API that came to its operation. */
@FunctionalInterface
public interface RequestMeter {
    /** One is answered, with success or without. */
    void answered(Enum<?> operation, RequestTimer timer);
}
