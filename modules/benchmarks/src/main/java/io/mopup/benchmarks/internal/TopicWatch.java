/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.benchmarks.internal;

import io.mopup.benchmarks.BenchException;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads what is committed to some topics from now on, in a thread of its own, until a number of awaited records has been
 * seen.
 */
final class TopicWatch implements AutoCloseable {
    private static final Duration POLL = Duration.ofSeconds(1);

    private final KafkaConsumer<String, byte[]> consumer;
    private final Watcher watcher;
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread thread;
    private volatile RuntimeException failure;
    private volatile boolean closing;

    private TopicWatch(final KafkaConsumer<String, byte[]> consumer, final Watcher watcher) {
        this.consumer = consumer;
        this.watcher = watcher;
        this.thread = new Thread(this::run, "benchmark-watch");
    }

    /** What to do with records; called from one thread. */
    interface Watcher {
        /**
         * One record.
         *
         * @param nanos {@link System#nanoTime()} when it came
         */
        void saw(ConsumerRecord<String, byte[]> record, long nanos);

        /** Whether everything has been seen that was awaited; asked after each poll. */
        boolean complete();
    }

    /** Begins; everything that is committed after this call will be seen. */
    static TopicWatch start(final Testbed testbed, final Collection<String> topics, final Watcher watcher) {
        final KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(testbed.consumerConfig(), new StringDeserializer(), new ByteArrayDeserializer());
        consumer.assign(topics.stream()
                .flatMap(topic -> testbed.topics().partitionsOf(topic).stream())
                .collect(Collectors.toSet()));
        consumer.seekToEnd(consumer.assignment());
        // Seeking is lazy; asking for the position makes it happen now.
        consumer.assignment().forEach(consumer::position);
        final TopicWatch watch = new TopicWatch(consumer, watcher);
        watch.thread.start();
        return watch;
    }

    /**
     * Waits until everything is seen. What the watcher has written may be read after this.
     *
     * @param what for the message
     * @throws BenchException if that takes longer than the limit, or the watching failed
     */
    void await(final String what, final Duration limit) {
        try {
            if (!done.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new BenchException("Not all of it within " + limit.toSeconds() + " s: " + what + ".");
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("Interrupted: " + what + ".", e);
        }
        if (failure != null) {
            throw new BenchException("Could not watch: " + what + ".", failure);
        }
    }

    @Override
    public void close() {
        closing = true;
        consumer.wakeup();
        try {
            thread.join();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (consumer) {
            while (!closing) {
                final var records = consumer.poll(POLL);
                final long now = System.nanoTime();
                records.forEach(record -> watcher.saw(record, now));
                if (watcher.complete()) {
                    done.countDown();
                }
            }
        } catch (final WakeupException e) {
            done.countDown();
        } catch (final RuntimeException e) {
            failure = e;
            done.countDown();
        }
    }
}
