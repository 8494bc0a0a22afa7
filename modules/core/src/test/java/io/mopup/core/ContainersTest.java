/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mopup.contract.ReasonCode;
import io.mopup.contract.RecordKeys;
import io.mopup.contract.RejectedRecordException;
import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.AbortReason;
import io.mopup.events.CommandResult;
import io.mopup.events.Container;
import io.mopup.events.Dialect;
import io.mopup.events.PinUpload;
import io.mopup.events.UploadIdentity;
import io.mopup.events.UploadStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContainersTest {
    private static final UploadIdentity S3 = Samples.S3;

    private final Fixture upload = Fixture.inProgress(S3, 1);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "photos-ab12cd-s3alias",
                "arn:aws:s3:eu-central-1:111122223333:accesspoint/photos-ap",
                "arn:aws:s3-outposts:eu-central-1:111122223333:outpost/op-01/accesspoint/photos-ap"
            })
    void shouldMeanTheSameUploadWhenTheBucketIsNamedByAnAlias(final String alias) {
        register(container -> container.setAliases(List.of(alias)));

        upload.receive(Samples.abort(named(alias), "a"));

        assertThat(upload.result("a").getHttpStatus()).isEqualTo(204);
        assertThat(upload.result("a").getIdentity()).as("by its own name").isEqualTo(S3);
        assertThat(upload.state.status()).isEqualTo(UploadStatus.ABORTED);
    }

    @Test
    void shouldKnowNoSuchBucketWhenTheAliasIsNotRegistered() {
        upload.receive(Samples.abort(named("photos-ab12cd-s3alias"), "a"));

        assertNoSuchBucket("a", "photos-ab12cd-s3alias");
    }

    @Test
    void shouldNotResolveAnAliasForAnotherDialect() {
        register(container -> container.setAliases(List.of("photos-ab12cd-s3alias")));
        final UploadIdentity cos =
                new UploadIdentity(Dialect.COS, Samples.OWNER, "photos-ab12cd-s3alias", S3.getKey(), "u1");

        upload.receive(Samples.abort(cos, "a"));

        assertThat(upload.result("a").getErrorCode()).isEqualTo("NoSuchUpload");
        assertThat(upload.state.status()).isEqualTo(UploadStatus.IN_PROGRESS);
    }

    @Test
    void shouldKnowNoSuchBucketWhenContainersAreRequiredAndItIsNotRegistered() {
        final Fixture strict = new Fixture(Samples.SETTINGS.with(new DialectSettings(true, 1, false, Map.of())));
        register(strict, container -> {});
        strict.with(S3, 1);

        strict.receive(Samples.abort(named("films"), "a"), Samples.abort(S3, "b"));

        assertThat(strict.result("a").getErrorCode()).isEqualTo("NoSuchBucket");
        assertThat(strict.result("b").getHttpStatus()).isEqualTo(204);
    }

    @Test
    void shouldRejectTheCreationWhenContainersAreRequiredAndItIsNotRegistered() {
        final Fixture strict = new Fixture(Samples.SETTINGS.with(new DialectSettings(true, 1, false, Map.of())));

        assertThatExceptionOfType(RejectedRecordException.class)
                .isThrownBy(() -> strict.receive(Samples.created(S3)))
                .satisfies(rejected -> assertThat(rejected.reason()).isEqualTo(ReasonCode.CONTAINER_UNKNOWN));
    }

    @Test
    void shouldTakeOwnerAndPayerFromTheRegisteredContainerWhenTheUploadSaysOtherwise() {
        register(container -> {
            container.setAccount("999999999999");
            container.setRequesterPays(true);
        });
        final AbortMultipartUpload wrongOwner = Samples.abort(S3, "owner");
        wrongOwner.setExpectedBucketOwner(Samples.OWNER);
        final AbortMultipartUpload noPayer = Samples.abort(S3, "payer");
        noPayer.getRequester().setAccount(Samples.OWNER);

        upload.receive(wrongOwner, noPayer);

        assertThat(upload.result("owner").getHttpStatus()).isEqualTo(403);
        assertThat(upload.result("payer").getHttpStatus()).isEqualTo(403);
    }

    @Test
    void shouldAbortTheOpenUploadsWhenTheirBucketIsDeleted() {
        register(container -> container.setDeletedAt(Samples.T0));
        upload.apply(upload.fold().reviewed(upload.state, upload.now, upload.view));

        upload.pass(upload.settings.policies().spread());

        final AbortMultipartUpload command =
                upload.all(AbortMultipartUpload.class).get(0);
        assertThat(command.getReason()).isEqualTo(AbortReason.CONTAINER_DELETED);
        upload.receive(command, Samples.abort(S3, "later"));
        assertThat(upload.result(command.getCommandId()).getHttpStatus()).isEqualTo(204);
        assertThat(upload.state.status()).isEqualTo(UploadStatus.ABORTED);
        assertNoSuchBucket("later", "photos");
    }

    @Test
    void shouldAbortTheUploadAtOnceWhenItIsCreatedInABucketThatIsGone() {
        final Fixture late = new Fixture();
        register(late, container -> container.setDeletedAt(Samples.T0));

        late.receive(Samples.created(S3), "create");
        late.pass(Duration.ofMinutes(2));

        assertThat(late.result("create").getErrorCode()).isEqualTo("NoSuchBucket");
        assertThat(late.all(AbortMultipartUpload.class)).hasSize(1);
    }

    @Test
    void shouldNotWaitForAPinWhenTheBucketIsDeleted() {
        upload.receive(
                new PinUpload("pin", S3, Samples.requester(), Samples.T0.plus(Duration.ofDays(1)), null, Samples.T0));
        register(container -> container.setDeletedAt(Samples.T0));
        upload.apply(upload.fold().reviewed(upload.state, upload.now, upload.view));

        upload.pass(upload.settings.policies().spread());

        assertThat(upload.all(AbortMultipartUpload.class)).hasSize(1);
    }

    private void assertNoSuchBucket(final String commandId, final String bucket) {
        assertThat(upload.result(commandId))
                .returns(404, CommandResult::getHttpStatus)
                .returns("NoSuchBucket", CommandResult::getErrorCode)
                .returns(Map.of("BucketName", bucket), CommandResult::getFields);
    }

    private void register(final Consumer<Container> with) {
        register(upload, with);
    }

    private static void register(final Fixture on, final Consumer<Container> with) {
        final Container container = Samples.container();
        with.accept(container);
        on.view.containers.put(RecordKeys.of(container), container);
    }

    private static UploadIdentity named(final String container) {
        return new UploadIdentity(Dialect.S3, Samples.OWNER, container, S3.getKey(), "u1");
    }
}
