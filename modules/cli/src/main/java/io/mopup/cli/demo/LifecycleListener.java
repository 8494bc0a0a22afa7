/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.demo;

import io.mopup.client.MopupClientException;
import io.mopup.client.RecordFollower;
import io.mopup.events.LifecycleType;
import io.mopup.events.UploadLifecycle;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.common.errors.WakeupException;

/** Shows what happens to the uploads of the plan, and lets the front end assemble what is to be completed. */
final class LifecycleListener implements AutoCloseable {
    private static final Duration POLL = Duration.ofSeconds(1);

    private final RecordFollower<UploadLifecycle> follower;
    private final Set<String> planned;
    private final Consumer<UploadLifecycle> watch;
    private final FrontEnd frontEnd;
    private final Thread thread = new Thread(this::run, "demo-lifecycle");
    private volatile RuntimeException failure;

    /** Listens from now on; closes the follower in the end. */
    LifecycleListener(
            final RecordFollower<UploadLifecycle> follower,
            final List<PlannedUpload> plan,
            final Consumer<UploadLifecycle> watch,
            final FrontEnd frontEnd) {
        this.follower = follower;
        this.planned = plan.stream().map(PlannedUpload::uploadId).collect(Collectors.toUnmodifiableSet());
        this.watch = watch;
        this.frontEnd = frontEnd;
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Passes as long as it listens.
     *
     * @throws MopupClientException if it no longer does
     */
    void requireAlive() {
        if (failure != null) {
            throw new MopupClientException("The lifecycle can no longer be followed: " + failure.getMessage(), failure);
        }
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
                follower.next(POLL)
                        .filter(event -> planned.contains(event.getIdentity().getUploadId()))
                        .ifPresent(this::accept);
            }
        } catch (final WakeupException e) {
            thread.setName("demo-lifecycle-closed");
        } catch (final RuntimeException e) {
            failure = e;
        }
    }

    private void accept(final UploadLifecycle event) {
        watch.accept(event);
        if (event.getType() == LifecycleType.COMPLETING) {
            frontEnd.assemble(event);
        }
    }
}
