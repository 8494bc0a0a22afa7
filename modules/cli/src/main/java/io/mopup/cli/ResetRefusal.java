/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import io.mopup.client.admin.ResetPlan;
import io.mopup.processor.FoldConfig;
import io.mopup.processor.ProcessorConfig;
import java.util.List;
import java.util.stream.Stream;

/** Why a reset is not done. Each throws a {@link CliException} that says what to do instead. */
final class ResetRefusal {
    private ResetRefusal() {}

    /** @param alive the groups of processors and agents that have members */
    static void unlessStopped(final List<String> alive) {
        if (!alive.isEmpty()) {
            throw new CliException("Groups with members: " + String.join(", ", alive)
                    + ". Stop every processor, and the agents, which would carry out what is decided anew before anybody has"
                    + " looked at it. One that was killed counts until its session times out.");
        }
    }

    /** @param forgetOpen whether somebody has accepted that open uploads are lost */
    static void ofHarm(final ResetPlan plan, final ProcessorConfig processor, final boolean forgetOpen) {
        if (plan.isCut() && processor.getBoolean(FoldConfig.DELETE_ORPHANS_CONFIG)) {
            throw new CliException(
                    "Refused: retention has taken records, so parts of uploads whose creation is gone would be"
                            + " orphans, and " + FoldConfig.DELETE_ORPHANS_CONFIG
                            + " would delete them, those of completed objects too. Turn it off for as long as "
                            + FoldConfig.RETENTION_CONFIG + ", then reset.");
        }
        final long open = open(plan).count();
        if (open > 0 && !forgetOpen) {
            throw new CliException(
                    "Refused: " + open + " uploads that something still has to happen to would be forgotten."
                            + " Their aborts are never finished and their parts stay, their clients are told NoSuchUpload."
                            + " Finish them before, or accept it with --forget-open.");
        }
    }

    /** Those of the lost uploads that something still has to happen to. */
    static Stream<ResetPlan.Lost> open(final ResetPlan plan) {
        return plan.lost().stream().filter(upload -> !Uploads.isFinal(upload.status(), upload.reclaim()));
    }
}
