/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.contract.RecordKeys;
import io.mopup.core.ReferenceRules;
import io.mopup.events.Container;
import io.mopup.events.Dialect;
import io.mopup.events.LifecycleType;
import io.mopup.events.UploadIdentity;
import io.mopup.events.UploadStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;

/** One case on one backend: makes what the case speaks of, and writes down what it got. */
final class Trial {
    /** The retention window that nothing here changes. */
    static final Duration R = Duration.ofHours(24);

    static final Duration A_SECOND = Duration.ofSeconds(1);

    /** Longer than an upload that nobody knows is waited for. */
    private static final Duration GRACE = Duration.ofSeconds(11);

    /** Longer than it takes until all uploads were looked at again after a change of the reference data. */
    private static final Duration REVIEW = Duration.ofSeconds(2);

    private static final Duration QUIET_PERIOD = Duration.ofMinutes(1);
    private static final int LOOKS = 10;

    private final Backend backend;
    private final Agents agents;
    private final List<String> got = new ArrayList<>();
    private int uploads;
    private int commands;

    Trial(final Backend backend) {
        this.backend = backend;
        this.agents = new Agents(backend);
    }

    /** An upload in progress with the first generations of these parts. */
    Upload upload(final Dialect dialect, final int... parts) {
        return unknown(dialect).created(parts);
    }

    /** An upload that nobody created. */
    Upload unknown(final Dialect dialect) {
        return new Upload(this, Names.upload(dialect, "u" + ++uploads));
    }

    /** Registers the container of a dialect, and gives the processor the time to see it. */
    Container container(final Dialect dialect, final Consumer<Container> with) {
        final Container container = Container.newBuilder()
                .setDialect(dialect)
                .setContainer(Names.container(dialect))
                .setAccount(Names.OWNER)
                .setUpdatedAt(now())
                .build();
        with.accept(container);
        assertThat(ReferenceRules.check(container)).isEmpty();
        backend.publish(container, null);
        backend.pass(REVIEW);
        return container;
    }

    /** Something happened at the store, and nobody waits for an answer. */
    void fact(final SpecificRecord event) {
        backend.publish(event, null);
    }

    /** The same with somebody who waits. */
    Reply event(final SpecificRecord event) {
        final String commandId = newCommandId();
        backend.publish(event, commandId);
        return new Reply(this, commandId);
    }

    Reply command(final SpecificRecord command) {
        backend.publish(command, null);
        return new Reply(this, RecordKeys.commandId(command));
    }

    String newCommandId() {
        return "c" + ++commands;
    }

    Instant now() {
        return backend.now();
    }

    Container container(final Dialect dialect) {
        return container(dialect, container -> {});
    }

    void pass(final Duration time) {
        backend.pass(time);
    }

    /** Nothing after this is waited for that did not come. */
    void passGrace() {
        backend.pass(GRACE);
    }

    void passUntil(final Instant time) {
        backend.pass(Duration.between(now(), time));
    }

    void await(final String what, final BooleanSupplier condition) {
        backend.await(what, condition);
    }

    void restart() {
        backend.restart();
    }

    Agents agents() {
        return agents;
    }

    /** Agents delete everything and see the store empty twice. */
    void reclaim(final Upload upload) {
        final long before = upload.count(LifecycleType.RECLAIMED);
        for (int look = 0; look < LOOKS && upload.count(LifecycleType.RECLAIMED) == before; look++) {
            agents.work();
            pass(QUIET_PERIOD);
        }
        assertThat(upload.count(LifecycleType.RECLAIMED)).as("receipts").isEqualTo(before + 1);
    }

    /** Whether a container has uploads in progress, as {@code uploads} shows it. */
    boolean hasOpenUploads(final UploadIdentity in) {
        return published().uploads().stream()
                .filter(upload -> upload.getIdentity().getDialect() == in.getDialect())
                .filter(upload -> upload.getIdentity().getContainer().equals(in.getContainer()))
                .anyMatch(upload -> upload.getStatus() == UploadStatus.IN_PROGRESS);
    }

    Published published() {
        return backend.published();
    }

    /** Writes down what came. */
    void got(final String what) {
        got.add(what);
    }

    String got() {
        return String.join("; ", got);
    }
}
