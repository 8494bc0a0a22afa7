/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import io.mopup.events.Dialect;

/** The dialects that this release decides, as they are written on the command line. */
enum SupportedDialect {
    S3(Dialect.S3),
    S3_DIRECTORY(Dialect.S3_DIRECTORY),
    COS(Dialect.COS),
    GLACIER(Dialect.GLACIER);

    private final Dialect dialect;

    SupportedDialect(final Dialect dialect) {
        this.dialect = dialect;
    }

    Dialect dialect() {
        return dialect;
    }
}
