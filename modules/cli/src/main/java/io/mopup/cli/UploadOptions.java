/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import io.mopup.events.UploadIdentity;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which upload. */
final class UploadOptions {
    @Option(
            names = "--dialect",
            required = true,
            description = "API that the upload was created with: ${COMPLETION-CANDIDATES}.")
    private SupportedDialect dialect;

    @Option(
            names = {"--container", "--bucket", "--vault"},
            paramLabel = "NAME",
            required = true,
            description = "Bucket or vault.")
    private String container;

    @Option(names = "--key", description = "Object key. Not for Glacier.")
    private String key;

    @Option(
            names = "--upload-id",
            paramLabel = "ID",
            required = true,
            description = "Upload id as the store issued it.")
    private String uploadId;

    @Option(
            names = "--account",
            paramLabel = "DIGITS",
            description = "Account that owns the bucket or vault. Needed for Glacier.")
    private String account;

    /** The identity, or wrong usage if the dialect needs something else. */
    UploadIdentity identity(final CommandLine commandLine) {
        final boolean glacier = dialect == SupportedDialect.GLACIER;
        if (!glacier && key == null) {
            throw new ParameterException(commandLine, "Missing option: --key, which identifies an S3 upload");
        }
        if (glacier && account == null) {
            throw new ParameterException(commandLine, "Missing option: --account, which identifies a Glacier upload");
        }
        if (glacier && key != null) {
            throw new ParameterException(commandLine, "Glacier uploads have no --key");
        }
        return UploadIdentity.newBuilder()
                .setDialect(dialect.dialect())
                .setAccount(account)
                .setContainer(container)
                .setKey(key)
                .setUploadId(uploadId)
                .build();
    }
}
