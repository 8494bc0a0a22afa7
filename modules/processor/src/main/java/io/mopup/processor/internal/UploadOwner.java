/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import io.mopup.admin.HostPort;

/** Which instance has the state of an upload. */
sealed interface UploadOwner {
    /** This one. */
    record Here(int partition) implements UploadOwner {}

    /** Another one. */
    record There(HostPort address) implements UploadOwner {}
}
