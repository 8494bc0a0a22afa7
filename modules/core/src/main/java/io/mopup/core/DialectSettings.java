/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.events.Dialect;
import java.time.Duration;
import java.util.Map;

/**
 * Where dialects leave something open.
 *
 * @param containersRequired whether a container has to be registered; otherwise the upload's own facts count
 * @param minPartSize smallest part that is not the last one, in bytes: 5 MiB at S3
 * @param noContentAfterComplete whether an abort of a completed upload is answered with 204 instead of 404, which never
 *     deletes anything; S3 general purpose and COS
 * @param retention retention window of single dialects, where it differs from {@link FoldSettings#retention()}
 */
public record DialectSettings(
        boolean containersRequired,
        long minPartSize,
        boolean noContentAfterComplete,
        Map<Dialect, Duration> retention) {

    /** What applies when nothing is configured. */
    public static final DialectSettings DEFAULT = new DialectSettings(false, 5 << 20, false, Map.of());
}
