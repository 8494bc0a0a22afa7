/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.glacier;

import io.mopup.core.dialect.GlacierError;
import io.mopup.http.HttpRequest;
import io.mopup.http.PercentCoding;
import java.util.Arrays;
import java.util.List;

/**
 * What a request is about.
 *
 * @param account as sent: {@code -} or an account
 * @param vault null for all vaults
 * @param uploads whether the path goes on to the uploads of the vault
 * @param uploadId null for all of them; empty if the path ends with a slash, which names none of them
 */
record GlacierTarget(String account, String vault, boolean uploads, String uploadId) {
    private static final int VAULTS = 2;
    private static final int UPLOADS = 4;
    private static final int ONE_UPLOAD = 5;

    /**
     * Reads {@code /account/vaults/vault/multipart-uploads/id}.
     *
     * @throws GlacierFailure BadRequest, if it is another path
     */
    static GlacierTarget of(final HttpRequest request) {
        final List<String> parts = Arrays.stream(request.path().split("/", -1))
                .skip(1)
                .map(PercentCoding::decode)
                .toList();
        final boolean known = parts.size() >= VAULTS
                && parts.get(1).equals("vaults")
                && parts.size() <= ONE_UPLOAD
                && (parts.size() < UPLOADS || parts.get(UPLOADS - 1).equals("multipart-uploads"));
        if (!known) {
            throw GlacierFailure.of(GlacierError.BAD_REQUEST, "No resource of the API has this path.");
        }
        final boolean vault = parts.size() > VAULTS && !parts.get(VAULTS).isEmpty();
        return new GlacierTarget(
                parts.get(0),
                vault ? parts.get(VAULTS) : null,
                parts.size() >= UPLOADS,
                parts.size() == ONE_UPLOAD ? parts.get(ONE_UPLOAD - 1) : null);
    }
}
