/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.faults;

import io.mopup.client.MopupClient;
import io.mopup.client.MopupClientException;
import io.mopup.client.ResultTimeoutException;
import io.mopup.contract.RegistryUnavailableException;
import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.AbortReason;
import io.mopup.events.CommandResult;
import io.mopup.events.CompleteMultipartUpload;
import io.mopup.events.Requester;
import io.mopup.events.UploadIdentity;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.RetriableException;

/** Publishes events and commands, some of them twice, and brings the answers. */
final class Desk {
    /** Longer than any fault. Who is not answered within it gives up; that nobody answered is for the judge. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final long RETRY_MS = 300;

    private final MopupClient client;
    private final MopupClient rival;
    private final Pace pace;

    /** @param rival sends what is to race with what {@code client} sends */
    Desk(final MopupClient client, final MopupClient rival, final Pace pace) {
        this.client = client;
        this.rival = rival;
        this.pace = pace;
    }

    /** Publishes an event that asks for a result; empty if there was none in time. */
    CompletableFuture<Optional<CommandResult>> ask(final SpecificRecord event, final long again) {
        final String commandId = UUID.randomUUID().toString();
        return twice(again, () -> client.send(event, commandId, PATIENCE));
    }

    CompletableFuture<Optional<CommandResult>> abort(final UploadIdentity identity, final long again) {
        final AbortMultipartUpload abort = abort(identity);
        return twice(again, () -> client.send(abort, PATIENCE));
    }

    void rivalAbort(final UploadIdentity identity) {
        final AbortMultipartUpload abort = abort(identity);
        twice(0, () -> rival.send(abort, PATIENCE));
    }

    CompletableFuture<Optional<CommandResult>> complete(
            final UploadIdentity identity, final Listing listing, final long again) {
        final CompleteMultipartUpload complete = CompleteMultipartUpload.newBuilder()
                .setCommandId(UUID.randomUUID().toString())
                .setIdentity(identity)
                .setRequester(Requester.newBuilder().build())
                .setParts(listing.parts())
                .setArchiveSize(listing.archiveSize())
                .setTreeHash(listing.treeHash())
                .setIssuedAt(FrontEnd.now())
                .build();
        return twice(again, () -> client.send(complete, PATIENCE));
    }

    /** Publishes without asking. */
    void tell(final SpecificRecord event, final long again) {
        pace.track(published(() -> client.publish(event)));
        if (again > 0) {
            pace.track(pace.after(again).thenCompose(done -> published(() -> client.publish(event))));
        }
    }

    private CompletableFuture<Optional<CommandResult>> twice(
            final long again, final Supplier<CompletableFuture<CommandResult>> send) {
        if (again > 0) {
            pace.track(pace.after(again).thenCompose(done -> answer(published(send))));
        }
        return pace.track(answer(published(send)));
    }

    /** Front ends must not lose what they have to say: what could not be published is published later. */
    private <T> CompletableFuture<T> published(final Supplier<CompletableFuture<T>> publish) {
        return begun(publish).exceptionallyCompose(error -> {
            final Throwable cause = error instanceof CompletionException ? error.getCause() : error;
            final boolean away = cause.getCause() instanceof RegistryUnavailableException
                    || cause.getCause() instanceof RetriableException;
            return away && !(cause instanceof ResultTimeoutException)
                    ? pace.after(RETRY_MS).thenCompose(done -> published(publish))
                    : CompletableFuture.failedFuture(cause);
        });
    }

    /** The first one of a client begins to read results, which fails at once while no broker answers. */
    private static <T> CompletableFuture<T> begun(final Supplier<CompletableFuture<T>> publish) {
        try {
            return publish.get();
        } catch (final MopupClientException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static CompletableFuture<Optional<CommandResult>> answer(final CompletableFuture<CommandResult> result) {
        return result.handle((answer, error) -> {
            final Throwable cause = error instanceof CompletionException ? error.getCause() : error;
            if (cause == null || cause instanceof ResultTimeoutException) {
                return Optional.ofNullable(answer);
            }
            throw new CompletionException(cause);
        });
    }

    private static AbortMultipartUpload abort(final UploadIdentity identity) {
        return AbortMultipartUpload.newBuilder()
                .setCommandId(UUID.randomUUID().toString())
                .setIdentity(identity)
                .setRequester(Requester.newBuilder().build())
                .setReason(AbortReason.CLIENT)
                .setIssuedAt(FrontEnd.now())
                .build();
    }
}
