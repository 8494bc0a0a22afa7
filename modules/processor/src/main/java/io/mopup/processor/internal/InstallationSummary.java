/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import io.mopup.admin.AdminAnswers;
import io.mopup.contract.query.QueryPaths;
import io.mopup.contract.query.StateCounts;
import io.mopup.contract.query.Summary;
import io.mopup.contract.query.Summary.Sample;
import io.mopup.http.HttpHandler;
import io.mopup.http.HttpRequest;
import io.mopup.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The counts of all instances together, and samples of their bytes. */
final class InstallationSummary implements HttpHandler {
    private final Supplier<StateCounts> here;
    private final AllInstances all;
    private final int partitions;
    private final int mostSamples;
    private final LongSupplier clock;
    private final long since;
    private final Deque<Sample> samples = new ArrayDeque<>();

    /**
     * @param partitions how many the installation has
     * @param mostSamples that are kept
     * @param clock epoch milliseconds
     */
    InstallationSummary(
            final Supplier<StateCounts> here,
            final AllInstances all,
            final int partitions,
            final int mostSamples,
            final LongSupplier clock) {
        this.here = here;
        this.all = all;
        this.partitions = partitions;
        this.mostSamples = mostSamples;
        this.clock = clock;
        this.since = clock.getAsLong();
    }

    @Override
    public HttpResponse handle(final HttpRequest request) {
        try {
            return AdminAnswers.ok(request.headers().has(QueryPaths.FORWARDED_HEADER) ? here.get() : everywhere());
        } catch (final QueryException e) {
            return AdminAnswers.error(e.code(), e.getMessage());
        }
    }

    /** Takes one sample. While partitions are missing there is none: it would look as if something had been freed. */
    void sample() {
        final Summary now = everywhere();
        if (now.missing().isEmpty()) {
            add(new Sample(
                    clock.getAsLong(), now.counts().bytesBurning(), now.counts().bytesFreed()));
        }
    }

    private synchronized void add(final Sample sample) {
        samples.addLast(sample);
        if (samples.size() > mostSamples) {
            samples.removeFirst();
        }
    }

    private synchronized List<Sample> kept() {
        return List.copyOf(samples);
    }

    private Summary everywhere() {
        final List<StateCounts> answers =
                all.ask(QueryPaths.SUMMARY, here, StateCounts.class).answers();
        final StateCounts sum = sum(answers);
        return new Summary(sum, ListHandler.missing(sum.partitions(), partitions), answers.size(), since, kept());
    }

    private static StateCounts sum(final List<StateCounts> all) {
        return new StateCounts(
                all.stream()
                        .flatMap(counts -> counts.partitions().stream())
                        .distinct()
                        .sorted()
                        .toList(),
                all.stream()
                        .map(StateCounts::since)
                        .filter(Objects::nonNull)
                        .min(Long::compare)
                        .orElse(null),
                sum(all.stream().map(StateCounts::statuses)),
                sum(all.stream().map(StateCounts::reclaims)),
                sum(all.stream().map(StateCounts::parked)),
                sum(all, StateCounts::open),
                sum(all, StateCounts::aborting),
                sum(all, StateCounts::bytesBurning),
                sum(all, StateCounts::bytesFreed));
    }

    private static long sum(final List<StateCounts> all, final Function<StateCounts, Long> of) {
        return all.stream().map(of).reduce(0L, Long::sum);
    }

    private static Map<String, Long> sum(final Stream<Map<String, Long>> all) {
        return all.flatMap(counts -> counts.entrySet().stream())
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, TreeMap::new, Collectors.summingLong(Map.Entry::getValue)));
    }
}
