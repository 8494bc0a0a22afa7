/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.faults;

import io.mopup.embedded.BrokerOptions;
import io.mopup.embedded.EmbeddedBroker;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A broker in a process of its own: SIGTERM closes it cleanly, SIGKILL does not. */
public final class BrokerMain {
    static final String READY = "broker is ready";

    private BrokerMain() {}

    /** Runs until a signal: {@code arguments} are the data directory and the port. */
    public static void main(final String[] arguments) throws InterruptedException {
        final EmbeddedBroker broker = EmbeddedBroker.start(
                options(BrokerOptions.in(Path.of(arguments[0])).withPort(Integer.parseInt(arguments[1]))));
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "broker-close"));
        System.out.println(READY);
        new CountDownLatch(1).await();
    }

    /** What is minutes in production is seconds here: who is dead has to be noticed within a round. */
    private static BrokerOptions options(final BrokerOptions options) {
        return options.with("group.min.session.timeout.ms", "1000")
                .with("group.share.min.heartbeat.interval.ms", "200")
                .with("group.share.heartbeat.interval.ms", "500")
                .with("group.share.min.session.timeout.ms", "1000")
                .with("group.share.session.timeout.ms", "3000")
                .with("group.share.min.record.lock.duration.ms", "1000")
                .with("group.share.record.lock.duration.ms", "3000")
                .with("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
    }
}
