/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.streams.StreamsConfig;

/**
 * What a benchmark run measures and how long it may take.
 *
 * @param quick whether the volumes are cut to about a tenth; such figures show the order of magnitude and no more
 * @param runs how often each figure is taken, 1 or more; medians and spreads are over these
 * @param threads stream threads of everything that is measured
 * @param partitions partitions of every input and output topic
 * @param guarantee a value of {@link StreamsConfig#PROCESSING_GUARANTEE_CONFIG}
 * @param records part events of each throughput pass
 * @param passLimit longest time of one throughput pass; what was done until then counts
 * @param openUploads how many uploads are open while part events are folded, in ascending order; the first is (b), and
 *     (g) compares the others with it
 * @param dataDirectory where the temporary directory of the broker is made; empty for the system's own place
 */
public record BenchOptions(
        boolean quick,
        int runs,
        int threads,
        int partitions,
        String guarantee,
        long records,
        Duration passLimit,
        List<Integer> openUploads,
        Optional<Path> dataDirectory) {
    /** So many records are warmed up with, and are the least to measure with. */
    public static final long LEAST_RECORDS = 50_000;

    private static final int PARTS_OF_AN_UPLOAD = 10_000;

    /** The whole program, 10 to 15 minutes on two cores. */
    public static final BenchOptions STANDARD = new BenchOptions(
            false,
            3,
            2,
            8,
            StreamsConfig.EXACTLY_ONCE_V2,
            600_000,
            Duration.ofSeconds(60),
            List.of(1_000, 1_000_000),
            Optional.empty());

    /** The same rows with small volumes, about two minutes. */
    public static final BenchOptions QUICK = new BenchOptions(
            true,
            3,
            2,
            8,
            StreamsConfig.EXACTLY_ONCE_V2,
            100_000,
            Duration.ofSeconds(20),
            List.of(1_000, 50_000),
            Optional.empty());

    public BenchOptions {
        Objects.requireNonNull(guarantee, "guarantee");
        openUploads = List.copyOf(openUploads);
        require(runs >= 1, "runs has to be 1 or more");
        require(threads >= 1, "threads has to be 1 or more");
        require(partitions >= 1, "partitions has to be 1 or more");
        require(!openUploads.isEmpty(), "openUploads needs at least one number");
        require(
                openUploads.get(0) >= 1
                        && openUploads.stream().sorted().toList().equals(openUploads),
                "openUploads has to be ascending, from 1 on");
        require(records >= LEAST_RECORDS, "records has to be 50000 or more: fewer are done within a few commits");
        require(
                (records * runs + LEAST_RECORDS) / openUploads.get(0) < PARTS_OF_AN_UPLOAD,
                "records times runs has to fit into the open uploads, with 10000 parts each");
    }

    private static void require(final boolean condition, final String sentence) {
        if (!condition) {
            throw new IllegalArgumentException(sentence + ".");
        }
    }
}
