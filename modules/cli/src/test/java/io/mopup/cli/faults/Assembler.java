/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.faults;

import io.mopup.cli.faults.UploadPlan.Fate;
import io.mopup.client.RecordFollower;
import io.mopup.contract.RegistryUnavailableException;
import io.mopup.events.AssemblyFailed;
import io.mopup.events.LifecycleType;
import io.mopup.events.MultipartUploadAssembled;
import io.mopup.events.UploadLifecycle;
import io.mopup.storage.NoSuchUploadException;
import io.mopup.storage.StorageException;
import io.mopup.storage.StoredObject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.WakeupException;

/** Follows the lifecycle as front ends do, and makes objects of the uploads that are to be completed. */
final class Assembler implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final long RETRY_MS = 300;

    private final FrontEnd frontEnd;
    private final Desk desk;
    private final Pace pace;
    private final Map<String, UploadPlan> plans;
    private final RecordFollower<UploadLifecycle> follower;
    private final Set<String> commands = ConcurrentHashMap.newKeySet();
    private final Thread thread = new Thread(this::run, "faults-assembler");

    Assembler(
            final FrontEnd frontEnd,
            final Desk desk,
            final Pace pace,
            final Map<String, UploadPlan> plans,
            final RecordFollower<UploadLifecycle> follower) {
        this.frontEnd = frontEnd;
        this.desk = desk;
        this.pace = pace;
        this.plans = plans;
        this.follower = follower;
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        follower.wakeup();
        try {
            thread.join();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (follower) {
            while (true) {
                next().filter(event -> event.getType() == LifecycleType.COMPLETING)
                        .filter(event -> plans.containsKey(event.getIdentity().getUploadId()))
                        // A front end assembles once for each command.
                        .filter(event -> commands.add(event.getCommandId()))
                        .ifPresent(event ->
                                assemble(event, plans.get(event.getIdentity().getUploadId())));
            }
        } catch (final WakeupException e) {
            thread.setName("faults-assembler-closed");
        } catch (final RuntimeException e) {
            pace.track(CompletableFuture.failedFuture(e));
        }
    }

    private Optional<UploadLifecycle> next() {
        try {
            return follower.next(POLL);
        } catch (final RegistryUnavailableException e) {
            // The next call goes on without a gap.
            return Optional.empty();
        }
    }

    private void assemble(final UploadLifecycle completing, final UploadPlan plan) {
        pace.track(pace.after(plan.assembly())
                .thenCompose(done -> outcome(completing, plan))
                .thenAccept(outcome -> desk.tell(outcome, plan.commandsAgain())));
    }

    private CompletableFuture<SpecificRecord> outcome(final UploadLifecycle completing, final UploadPlan plan) {
        if (plan.fate() == Fate.FAILED) {
            return CompletableFuture.completedFuture(failed(completing, "The plan wants it so"));
        }
        if (plan.composed()) {
            return CompletableFuture.completedFuture(assembled(completing).build());
        }
        try {
            final StoredObject object = frontEnd.storage().assemble(completing.getIdentity(), completing.getParts());
            return CompletableFuture.completedFuture(assembled(completing)
                    .setEtag(object.etag().orElse(null))
                    .setArchiveId(object.archiveId().orElse(null))
                    .setLocation(object.location())
                    .setSize(object.size())
                    .build());
        } catch (final NoSuchUploadException e) {
            return CompletableFuture.completedFuture(failed(completing, e.getMessage()));
        } catch (final StorageException e) {
            // The store may have decided before it failed. Only calling again tells.
            return pace.after(RETRY_MS).thenCompose(done -> outcome(completing, plan));
        }
    }

    /** Without a location: the object is the list of its parts, and these stay where they are. */
    private static MultipartUploadAssembled.Builder assembled(final UploadLifecycle completing) {
        return MultipartUploadAssembled.newBuilder()
                .setIdentity(completing.getIdentity())
                .setCommandId(completing.getCommandId())
                .setSize(0)
                .setAssembledAt(FrontEnd.now());
    }

    private static AssemblyFailed failed(final UploadLifecycle completing, final String message) {
        return AssemblyFailed.newBuilder()
                .setIdentity(completing.getIdentity())
                .setCommandId(completing.getCommandId())
                .setErrorCode("InternalError")
                .setHttpStatus(500)
                .setMessage(message)
                .setFailedAt(FrontEnd.now())
                .build();
    }
}
