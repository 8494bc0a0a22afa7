/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import io.mopup.contract.RecordKeys;
import io.mopup.events.Dialect;
import picocli.CommandLine.Option;

/** Which container. */
final class ContainerOptions {
    @Option(
            names = "--dialect",
            required = true,
            description = "API that the container belongs to: ${COMPLETION-CANDIDATES}.")
    private SupportedDialect dialect;

    @Option(
            names = {"--container", "--bucket", "--vault"},
            paramLabel = "NAME",
            required = true,
            description = "Bucket or vault.")
    private String container;

    @Option(
            names = "--account",
            paramLabel = "DIGITS",
            required = true,
            description = "Account that owns it, twelve digits.")
    private String account;

    Dialect dialect() {
        return dialect.dialect();
    }

    String container() {
        return container;
    }

    String account() {
        return account;
    }

    String key() {
        return RecordKeys.container(dialect(), account, container);
    }
}
