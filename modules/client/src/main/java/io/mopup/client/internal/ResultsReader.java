/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.client.internal;

import io.mopup.client.ClientClosedException;
import io.mopup.client.ClientConfig;
import io.mopup.client.MopupClientException;
import io.mopup.client.StartAt;
import io.mopup.contract.MopupHeaders;
import io.mopup.contract.MopupTopic;
import io.mopup.contract.RegistryUnavailableException;
import io.mopup.events.CommandResult;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands the records of {@code results} to those who wait for them, on a thread of its own. */
public final class ResultsReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ResultsReader.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final long REGISTRY_RETRY_MS = 500;

    private final PendingResults pending = new PendingResults();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final TopicReader reader;
    private final Thread thread;
    private volatile MopupClientException broken;

    /** Stands at the end of all partitions when it returns, so that no later result is missed. */
    public ResultsReader(final ClientConfig config, final LongAdder skipped) {
        this.reader = TopicReader.ofAll(
                config,
                MopupTopic.RESULTS,
                StartAt.NOW,
                // Other clients' results are passed over undecoded, by their header.
                record -> MopupHeaders.get(record.headers(), MopupHeaders.COMMAND_ID)
                        .map(pending::isAwaited)
                        .orElse(true),
                skipped);
        this.thread = new Thread(this::run, "mopup-results");
        thread.setDaemon(true);
        thread.start();
    }

    /** A future for the result of a command that is published after this call. */
    public CompletableFuture<CommandResult> await(final String commandId, final Duration timeout) {
        final CompletableFuture<CommandResult> answer = pending.await(commandId, timeout);
        // After registering: a reader that broke before that would not find this one.
        if (broken != null) {
            pending.fail(commandId, broken);
        }
        return answer;
    }

    /** The command could not be published: nobody will answer it. */
    public void fail(final String commandId, final Throwable error) {
        pending.fail(commandId, error);
    }

    @Override
    public void close() {
        closing.countDown();
        reader.wakeup();
        try {
            thread.join();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (reader) {
            while (closing.getCount() > 0) {
                readOne();
            }
            broken = new ClientClosedException();
        } catch (final WakeupException e) {
            broken = new ClientClosedException();
        } catch (final InterruptedException e) {
            broken = new MopupClientException("The client was interrupted.", e);
        } catch (final RuntimeException e) {
            LOG.error("Results can no longer be read", e);
            broken = new MopupClientException("Results can no longer be read: " + e.getMessage(), e);
        } finally {
            pending.failAll(broken);
        }
    }

    private void readOne() throws InterruptedException {
        try {
            reader.next(POLL)
                    .flatMap(KeyedRecord::value)
                    .filter(CommandResult.class::isInstance)
                    .map(CommandResult.class::cast)
                    .ifPresent(pending::complete);
            pending.troubledBy(null);
        } catch (final RegistryUnavailableException e) {
            LOG.warn("A result cannot be read: {}", e.getMessage());
            pending.troubledBy(e);
            closing.await(REGISTRY_RETRY_MS, TimeUnit.MILLISECONDS);
        }
    }
}
