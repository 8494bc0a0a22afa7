/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway;

import io.mopup.client.MopupClient;
import io.mopup.events.CommandResult;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.avro.specific.SpecificRecord;

/** Asks the processor. The gateway decides nothing about an upload itself. */
public final class Decisions {
    private final MopupClient client;
    private final Duration patience;

    /** @param patience how long an answer is waited for */
    public Decisions(final MopupClient client, final Duration patience) {
        this.client = client;
        this.patience = patience;
    }

    /** Command ids name a request for ever; a client that repeats one makes a new request. */
    public static String newCommandId() {
        return UUID.randomUUID().toString();
    }

    /**
     * Publishes a command and waits for its result.
     *
     * @param asking the request that asks
     * @throws UndecidedException if there is none in time; to ask again is safe
     */
    public CommandResult command(final SpecificRecord command, final Asking asking) {
        return asking.timer().waiting(() -> answer(client.send(command, patience, asking.trace())));
    }

    /**
     * Publishes an event and waits for what is decided on it.
     *
     * @param asking the request that asks
     * @throws UndecidedException if there is none in time; to ask again is safe
     */
    public CommandResult event(final SpecificRecord event, final Asking asking) {
        return asking.timer().waiting(() -> answer(client.send(event, newCommandId(), patience, asking.trace())));
    }

    /** Publishes reference data or an event that nobody answers, and returns when it is durable. */
    public void publish(final SpecificRecord record) {
        try {
            client.publish(record).join();
        } catch (final CompletionException e) {
            throw new UndecidedException(e.getCause());
        }
    }

    private static CommandResult answer(final CompletableFuture<CommandResult> result) {
        try {
            return result.join();
        } catch (final CompletionException e) {
            throw new UndecidedException(e.getCause());
        }
    }
}
