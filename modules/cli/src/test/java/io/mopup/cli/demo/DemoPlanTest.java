/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mopup.cli.demo.PlannedUpload.Fate;
import io.mopup.events.Dialect;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DemoPlanTest {
    private static final DemoSettings SETTINGS = new DemoSettings(200, 10, 1000, 4, 0.6, 0.2, 7);
    private static final List<PlannedUpload> PLAN = DemoPlan.of(SETTINGS, "run");

    @Test
    void shouldPlanTheSameWhenTheSeedIsTheSame() {
        assertThat(DemoPlan.of(SETTINGS, "run")).isEqualTo(PLAN);
        assertThat(DemoPlan.of(new DemoSettings(200, 10, 1000, 4, 0.6, 0.2, 8), "run"))
                .isNotEqualTo(PLAN);
    }

    @Test
    void shouldKeepTheRatioWhenUploadsAreToBeAborted() {
        assertThat(count(Fate.ABORT)).isEqualTo(120);
        assertThat(count(Fate.RACE)).isEqualTo(27);
        assertThat(count(Fate.COMPLETE)).isEqualTo(53);
        assertThat(DemoPlan.of(new DemoSettings(3, 1, 1, 1, 1, 1, 1), "run"))
                .allMatch(upload -> upload.fate() == Fate.ABORT);
        assertThat(DemoPlan.of(new DemoSettings(3, 1, 1, 1, 0, 1, 1), "run"))
                .noneMatch(upload -> upload.fate() == Fate.ABORT);
    }

    @Test
    void shouldMixDialectsAndGenerationsAndLatePartsWhenPlanned() {
        assertThat(PLAN.stream().map(upload -> upload.identity().getDialect()).collect(Collectors.toSet()))
                .isEqualTo(Set.of(Dialect.S3, Dialect.GLACIER));
        assertThat(PLAN).anyMatch(upload -> upload.unlisted() > 0);
        assertThat(PLAN).anyMatch(upload -> upload.parts().stream().anyMatch(part -> part.generation() == 2));
        assertThat(PLAN).anyMatch(upload -> upload.parts().stream().anyMatch(PlannedPart::late));
    }

    @Test
    void shouldHoldBackPartsOnlyWhenTheirUploadIsAborted() {
        assertThat(PLAN)
                .allMatch(upload ->
                        upload.fate() == Fate.ABORT || upload.parts().stream().noneMatch(PlannedPart::late));
    }

    @Test
    void shouldMakeTheObjectOfTheNewestListedPartsWhenCompleted() {
        assertThat(PLAN).allSatisfy(upload -> {
            assertThat(upload.object())
                    .isNotEmpty()
                    .isSortedAccordingTo(java.util.Comparator.comparing(PlannedPart::partNumber));
            assertThat(upload.object()).allMatch(part -> upload.parts().stream()
                    .noneMatch(other ->
                            other.partNumber() == part.partNumber() && other.generation() > part.generation()));
            assertThat(upload.object()).noneMatch(part -> part.partNumber() == upload.unlisted());
        });
    }

    @Test
    void shouldRefuseWhenASettingIsOutOfRange() {
        assertThatThrownBy(() -> new DemoSettings(0, 1, 1, 1, 0, 0, 1)).hasMessageContaining("--uploads");
        assertThatThrownBy(() -> new DemoSettings(1, 10_001, 1, 1, 0, 0, 1)).hasMessageContaining("--parts");
        assertThatThrownBy(() -> new DemoSettings(1, 1, 0, 1, 0, 0, 1)).hasMessageContaining("--part-size");
        assertThatThrownBy(() -> new DemoSettings(1, 1, 1, 0, 0, 0, 1)).hasMessageContaining("--uploaders");
        assertThatThrownBy(() -> new DemoSettings(1, 1, 1, 1, 1.1, 0, 1)).hasMessageContaining("--abort-ratio");
        assertThatThrownBy(() -> new DemoSettings(1, 1, 1, 1, 0, -1, 1)).hasMessageContaining("--late-ratio");
    }

    private static long count(final Fate fate) {
        return PLAN.stream().filter(upload -> upload.fate() == fate).count();
    }
}
