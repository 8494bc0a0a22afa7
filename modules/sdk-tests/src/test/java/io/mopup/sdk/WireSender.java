/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

import java.io.IOException;

/** Who carries the requests that a case is about. */
interface WireSender {
    WireAnswer send(WireRequest request) throws IOException, InterruptedException;
}
