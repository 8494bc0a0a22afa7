/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.client;

import static io.mopup.client.Records.lifecycle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mopup.contract.MopupTopic;
import io.mopup.contract.RecordSerdes;
import io.mopup.contract.RegistryUnavailableException;
import io.mopup.events.LifecycleType;
import io.mopup.events.UploadLifecycle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecordFollowerTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(200);

    private TestInstallation installation;
    private MopupClient client;

    @BeforeEach
    void open() throws Exception {
        installation = new TestInstallation();
        client = new MopupClient(installation.config());
    }

    @AfterEach
    void close() {
        client.close();
        installation.close();
    }

    @Test
    void shouldSeeWhatWasWhenFollowedFromTheBeginning() {
        installation.commit(lifecycle("u1", LifecycleType.CREATED), lifecycle("u1", LifecycleType.ABORTED));
        try (RecordFollower<UploadLifecycle> follower = client.follow("u1", StartAt.BEGINNING)) {
            assertThat(types(follower, 2)).containsExactly(LifecycleType.CREATED, LifecycleType.ABORTED);
        }
    }

    @Test
    void shouldSeeOnlyWhatComesWhenFollowedFromNow() {
        installation.commit(lifecycle("u1", LifecycleType.CREATED));
        awaitVisible("u1");
        try (RecordFollower<UploadLifecycle> follower = client.follow("u1", StartAt.NOW)) {
            // Written before the follower polls for the first time: its position is what counts.
            installation.commit(lifecycle("u1", LifecycleType.ABORTED));
            assertThat(types(follower, 1)).containsExactly(LifecycleType.ABORTED);
            assertThat(follower.next(SHORT)).isEmpty();
        }
    }

    @Test
    void shouldPassOverOtherUploadsWhenOneIsFollowed() {
        // More uploads than partitions, so that some share the partition of the one that is followed.
        Stream.iterate(0, n -> n + 1)
                .limit(TestInstallation.PARTITIONS * 4L)
                .forEach(n -> installation.commit(lifecycle("other" + n, LifecycleType.CREATED)));
        installation.commit(lifecycle("u1", LifecycleType.RECLAIMED));
        try (RecordFollower<UploadLifecycle> follower = client.follow("u1", StartAt.BEGINNING)) {
            assertThat(follower.next(LONG))
                    .map(event -> event.getIdentity().getUploadId())
                    .contains("u1");
        }
    }

    @Test
    void shouldSeeEveryUploadWhenAllAreFollowed() {
        installation.commit(lifecycle("u1", LifecycleType.CREATED), lifecycle("u2", LifecycleType.CREATED));
        try (RecordFollower<UploadLifecycle> follower = all(StartAt.BEGINNING)) {
            assertThat(Stream.generate(() -> follower.next(LONG))
                            .limit(2)
                            .flatMap(Optional::stream)
                            .map(event -> event.getIdentity().getUploadId()))
                    .containsExactlyInAnyOrder("u1", "u2");
        }
    }

    @Test
    void shouldNotSeeTheEventWhenItsTransactionIsAborted() {
        installation.abort(lifecycle("u1", LifecycleType.RECLAIMED));
        installation.commit(lifecycle("u1", LifecycleType.ABORTED));
        try (RecordFollower<UploadLifecycle> follower = client.follow("u1", StartAt.BEGINNING)) {
            assertThat(types(follower, 1)).containsExactly(LifecycleType.ABORTED);
        }
    }

    @Test
    void shouldReturnTheMatchWhenOneIsAwaited() {
        installation.commit(lifecycle("u1", LifecycleType.CREATED), lifecycle("u1", LifecycleType.RECLAIMED));
        try (RecordFollower<UploadLifecycle> follower = client.follow("u1", StartAt.BEGINNING)) {
            assertThat(follower.await(event -> event.getType() == LifecycleType.RECLAIMED, LONG))
                    .map(UploadLifecycle::getType)
                    .contains(LifecycleType.RECLAIMED);
            assertThat(follower.await(event -> true, SHORT)).isEmpty();
        }
    }

    @Test
    void shouldKeepTheRecordWhenTheRegistryDoesNotAnswer() {
        installation.commit(lifecycle("u1", LifecycleType.CREATED));
        try (MopupClient cutOff = new MopupClient(
                        installation.config(Map.of(RecordSerdes.REGISTRY_URL_CONFIG, "http://127.0.0.1:1")));
                RecordFollower<UploadLifecycle> follower = cutOff.follow("u1", StartAt.BEGINNING)) {
            assertThatThrownBy(() -> follower.next(LONG)).isInstanceOf(RegistryUnavailableException.class);
            assertThatThrownBy(() -> follower.next(LONG)).isInstanceOf(RegistryUnavailableException.class);
            assertThat(cutOff.skippedRecords()).isZero();
        }
    }

    @Test
    void shouldHandOutAllThatIsThereAndNotWaitWhenDrained() {
        try (RecordFollower<UploadLifecycle> follower = all(StartAt.NOW)) {
            installation.commit(lifecycle("u1", LifecycleType.CREATED), lifecycle("u2", LifecycleType.CREATED));
            final List<UploadLifecycle> drained = new ArrayList<>();
            follower.drain(drained::add);
            assertThat(drained).hasSize(2);
            follower.drain(drained::add);
            assertThat(drained).hasSize(2);
        }
    }

    /** A commit is over for its writer before readers see it. */
    private void awaitVisible(final String uploadId) {
        try (RecordFollower<UploadLifecycle> follower = client.follow(uploadId, StartAt.BEGINNING)) {
            assertThat(follower.next(LONG)).isPresent();
        }
    }

    private RecordFollower<UploadLifecycle> all(final StartAt start) {
        return client.followAll(MopupTopic.LIFECYCLE, UploadLifecycle.class, start);
    }

    private static List<LifecycleType> types(final RecordFollower<UploadLifecycle> follower, final int count) {
        return Stream.generate(() -> follower.next(LONG))
                .limit(count)
                .flatMap(Optional::stream)
                .map(UploadLifecycle::getType)
                .toList();
    }
}
