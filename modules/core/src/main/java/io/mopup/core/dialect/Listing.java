/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core.dialect;

import io.mopup.core.StoredPart;
import java.util.List;
import java.util.Map;

/** What a dialect says of the part list of a Complete. */
public sealed interface Listing {
    /**
     * The object can be assembled.
     *
     * @param parts the live generations it is made of, in order
     * @param checksum of the object, by the names of the answer; empty if there is none
     */
    record Accepted(List<StoredPart> parts, Map<String, String> checksum) implements Listing {}

    /**
     * It cannot; the upload stays in progress.
     *
     * @param answer what the caller gets
     */
    record Refused(Answer answer) implements Listing {}
}
