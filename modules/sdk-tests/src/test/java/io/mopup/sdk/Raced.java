/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

import java.io.IOException;
import java.io.UncheckedIOException;

/** An upload to a bucket or a vault, as far as both can be asked the same. */
interface Raced {
    String id();

    /** A part of this number, from 1, with bytes of its own. */
    WireRequest part(int number);

    WireRequest abort();

    void accepted(WireAnswer answer);

    void refused(WireAnswer answer);

    static Raced of(final WireUpload upload) {
        return new Raced() {
            @Override
            public String id() {
                return upload.id();
            }

            @Override
            public WireRequest part(final int number) {
                return upload.request("PUT")
                        .query("partNumber", Integer.toString(number))
                        .body(WireUpload.bytes(number, 1000));
            }

            @Override
            public WireRequest abort() {
                return upload.request("DELETE");
            }

            @Override
            public void accepted(final WireAnswer answer) {
                answer.isEmpty(200);
            }

            @Override
            public void refused(final WireAnswer answer) {
                answer.refuses(404, "NoSuchUpload", "UploadId", upload.id());
            }
        };
    }

    static Raced of(final WireArchive archive) {
        return new Raced() {
            @Override
            public String id() {
                return archive.id();
            }

            @Override
            public WireRequest part(final int number) {
                return archive.range((number - 1L) * WireArchive.PART_SIZE, WireUpload.bytes(number, 1000));
            }

            @Override
            public WireRequest abort() {
                return archive.request("DELETE");
            }

            @Override
            public void accepted(final WireAnswer answer) {
                answer.isEmpty(204);
            }

            @Override
            public void refused(final WireAnswer answer) {
                try {
                    answer.refusesAsGlacier(404, "ResourceNotFoundException", "Client");
                } catch (final IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }
}
