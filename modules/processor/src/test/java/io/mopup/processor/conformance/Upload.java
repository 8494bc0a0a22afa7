/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.CompleteMultipartUpload;
import io.mopup.events.LifecycleType;
import io.mopup.events.MultipartUploadCreated;
import io.mopup.events.PartUploaded;
import io.mopup.events.UploadIdentity;
import io.mopup.events.UploadLifecycle;
import io.mopup.events.UploadSnapshot;
import io.mopup.events.UploadStatus;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** One upload under one name: what is asked of it, what happens to it at the store, and what is expected of it. */
final class Upload {
    private final Trial trial;
    private final Events events;
    private final UploadIdentity identity;
    private final Deletions deletions;

    Upload(final Trial trial, final UploadIdentity identity) {
        this(trial, identity, new Deletions(trial, identity));
    }

    private Upload(final Trial trial, final UploadIdentity identity, final Deletions deletions) {
        this.trial = trial;
        this.events = new Events(identity);
        this.identity = identity;
        this.deletions = deletions;
    }

    String id() {
        return identity.getUploadId();
    }

    UploadIdentity identity() {
        return identity;
    }

    /** The same upload id under another name. */
    Upload named(final Consumer<UploadIdentity> change) {
        final UploadIdentity other = UploadIdentity.newBuilder(identity).build();
        change.accept(other);
        return new Upload(trial, other, new Deletions(trial, other));
    }

    /** The store created it and has the first generations of these parts. */
    Upload created(final int... parts) {
        trial.fact(events.created(trial.now()));
        return stored(parts);
    }

    /** The store has the first generations of these parts, and nobody waits for an answer. */
    Upload stored(final int... parts) {
        Arrays.stream(parts).forEach(number -> trial.fact(events.part(number, 1, trial.now())));
        return this;
    }

    Reply create() {
        return create(created -> {});
    }

    Reply create(final Consumer<MultipartUploadCreated> with) {
        final MultipartUploadCreated created = events.created(trial.now());
        with.accept(created);
        return trial.event(created);
    }

    /** The store has the first generation of this part. */
    Reply part(final int number) {
        return part(number, 1, part -> {});
    }

    Reply part(final int number, final long generation, final Consumer<PartUploaded> with) {
        final PartUploaded part = events.part(number, generation, trial.now());
        with.accept(part);
        return trial.event(part);
    }

    Reply abort() {
        return abort(command -> {});
    }

    Reply abort(final Consumer<AbortMultipartUpload> with) {
        final AbortMultipartUpload command = events.abort(trial.newCommandId(), trial.now());
        with.accept(command);
        return trial.command(command);
    }

    /** Lists the first generations of these parts. */
    Reply complete(final int... numbers) {
        return complete(command -> command.setParts(Events.listed(numbers)));
    }

    Reply complete(final Consumer<CompleteMultipartUpload> with) {
        final CompleteMultipartUpload command = events.complete(trial.newCommandId(), trial.now());
        with.accept(command);
        return trial.command(command);
    }

    /** Completes with these parts, successfully. */
    Reply completes(final int... numbers) {
        final Reply complete = complete(numbers);
        assembled(complete);
        return complete;
    }

    /** The store finished what this Complete asked for. */
    void assembled(final Reply complete) {
        trial.fact(events.assembled(complete.commandId(), trial.now()));
    }

    /** It could not. */
    void assemblyFailed(final Reply complete, final int status, final String code, final String... fields) {
        trial.fact(events.assemblyFailed(complete.commandId(), status, code, trial.now(), fields));
    }

    Upload is(final UploadStatus expected) {
        final String shown = trial.published()
                .upload(id())
                .map(snapshot -> snapshot.getStatus().name())
                .orElse("not shown");
        trial.got(shown);
        assertThat(shown).isEqualTo(expected.name());
        return this;
    }

    /** The topic {@code uploads} does not have it, or not any more. */
    Upload isNotShown() {
        trial.got(trial.published()
                .upload(id())
                .map(snapshot -> snapshot.getStatus().name())
                .orElse("not shown"));
        assertThat(trial.published().upload(id())).isEmpty();
        return this;
    }

    UploadSnapshot snapshot() {
        return trial.published().upload(id()).orElseThrow();
    }

    /**
     * Exactly these deletions left since the last look, each under one id.
     *
     * @param generations part number and generation, such as {@code 1/1}
     */
    Upload deletes(final String... generations) {
        final List<String> fresh = deletions.fresh();
        trial.got("deletes " + fresh);
        assertThat(fresh).containsExactlyInAnyOrder(generations);
        return this;
    }

    Upload deletesNothing() {
        return deletes();
    }

    long count(final LifecycleType type) {
        return trial.published().all(UploadLifecycle.class).stream()
                .filter(event -> event.getIdentity().getUploadId().equals(id()))
                .filter(event -> event.getType() == type)
                .count();
    }

    Deletions deletions() {
        return deletions;
    }
}
