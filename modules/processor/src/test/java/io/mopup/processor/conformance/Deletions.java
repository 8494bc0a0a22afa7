/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.events.PartDeletion;
import io.mopup.events.UploadIdentity;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The deletions that left for one upload. A deletion may leave again, as another attempt under the same id. */
final class Deletions {
    private final Trial trial;
    private final UploadIdentity identity;
    private final Set<String> seen = new HashSet<>();

    Deletions(final Trial trial, final UploadIdentity identity) {
        this.trial = trial;
        this.identity = identity;
    }

    /** Part number and generation, such as {@code 1/1}, of each one that is new since the last look. */
    List<String> fresh() {
        return sound().stream()
                .filter(deletion -> seen.add(deletion.getDeletionId()))
                .map(deletion -> deletion.getPartNumber() + "/" + deletion.getGeneration())
                .toList();
    }

    /** How many parts they are about. */
    int parts() {
        return (int)
                sound().stream().map(PartDeletion::getDeletionId).distinct().count();
    }

    /** All of them, each about this upload, with one id for each generation, and no attempt twice. */
    private List<PartDeletion> sound() {
        final Set<String> attempts = new HashSet<>();
        final List<PartDeletion> all = trial.published().all(PartDeletion.class).stream()
                .filter(deletion -> deletion.getIdentity().getUploadId().equals(identity.getUploadId()))
                .toList();
        for (final PartDeletion deletion : all) {
            assertThat(deletion.getIdentity()).isEqualTo(identity);
            assertThat(deletion.getDeletionId())
                    .isEqualTo(
                            identity.getUploadId() + "/" + deletion.getPartNumber() + "/" + deletion.getGeneration());
            assertThat(attempts.add(deletion.getDeletionId() + '#' + deletion.getAttempt()))
                    .as("%s leaves once as attempt %s", deletion.getDeletionId(), deletion.getAttempt())
                    .isTrue();
        }
        return all;
    }
}
