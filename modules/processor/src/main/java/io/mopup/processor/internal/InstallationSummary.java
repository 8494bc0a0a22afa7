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
import java.util.function.LongSupplier;
import java.util.function.Supplier;

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
        final StateCounts sum = StateCounts.sum(answers);
        return new Summary(sum, ListHandler.missing(sum.partitions(), partitions), answers.size(), since, kept());
    }
}
