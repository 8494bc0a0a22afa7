/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

import io.mopup.storage.TreeHash;
import java.io.IOException;

/** An upload to a vault, with parts of one MiB. */
record WireArchive(WireTrial trial, String account, String vault, String id) {
    static final int PART_SIZE = 1 << 20;

    static WireArchive create(final WireTrial trial) throws IOException, InterruptedException {
        return create(trial, trial.vault());
    }

    static WireArchive create(final WireTrial trial, final String vault) throws IOException, InterruptedException {
        final WireAnswer created =
                initiate(vault, Integer.toString(PART_SIZE)).send().isEmpty(201);
        return new WireArchive(trial, "-", vault, created.header("x-amz-multipart-upload-id"));
    }

    static WireRequest initiate(final String vault, final String partSize) {
        return WireRequest.glacier("POST", "/-/vaults/" + vault + "/multipart-uploads")
                .header("x-amz-part-size", partSize);
    }

    WireArchive named(final String uploadId) {
        return new WireArchive(trial, account, vault, uploadId);
    }

    WireArchive of(final String otherAccount) {
        return new WireArchive(trial, otherAccount, vault, id);
    }

    WireArchive in(final String otherVault) {
        return new WireArchive(trial, account, otherVault, id);
    }

    WireRequest request(final String method) {
        return WireRequest.glacier(method, "/" + account + "/vaults/" + vault + "/multipart-uploads/" + id);
    }

    WireAnswer abort() throws IOException, InterruptedException {
        return trial.send(request("DELETE"));
    }

    WireAnswer listParts() throws IOException, InterruptedException {
        return request("GET").send();
    }

    /** A range that is uploaded, with the hash of these bytes. */
    WireRequest range(final long first, final byte[] bytes) {
        return request("PUT")
                .header("Content-Range", "bytes " + first + "-" + (first + bytes.length - 1) + "/*")
                .header("x-amz-sha256-tree-hash", treeHash(bytes))
                .body(bytes);
    }

    WireRequest completion(final long size, final String treeHash) {
        return request("POST")
                .header("x-amz-archive-size", Long.toString(size))
                .header("x-amz-sha256-tree-hash", treeHash);
    }

    void isOpen() throws IOException, InterruptedException {
        listParts().is(200);
    }

    void isGone() throws IOException, InterruptedException {
        listParts().refusesAsGlacier(404, "ResourceNotFoundException", "Client");
        WireTrial.awaitNoFiles(vault);
    }

    static String treeHash(final byte[] bytes) {
        final TreeHash hash = new TreeHash();
        hash.update(bytes, 0, bytes.length);
        return hash.digest();
    }
}
