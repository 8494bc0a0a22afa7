/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core.dialect;

import io.mopup.events.Dialect;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The dialects that this release decides. */
public final class Dialects {
    private static final Map<Dialect, DialectRules> RULES = new EnumMap<>(Map.of(
            Dialect.S3, new S3Rules(),
            Dialect.S3_DIRECTORY, new DirectoryRules(),
            Dialect.COS, new CosRules(),
            Dialect.GLACIER, new GlacierRules()));

    private Dialects() {}

    /** The rules of a dialect; empty for one that this release does not decide. */
    public static Optional<DialectRules> find(final Dialect dialect) {
        return Optional.ofNullable(RULES.get(dialect));
    }

    /**
     * The rules of a dialect that was checked before.
     *
     * @throws IllegalArgumentException if this release does not decide it
     */
    public static DialectRules of(final Dialect dialect) {
        return find(dialect).orElseThrow(() -> new IllegalArgumentException(dialect + " is not decided"));
    }
}
