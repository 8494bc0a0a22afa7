/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import io.mopup.admin.AdminAnswers;
import io.mopup.contract.RecordKeys;
import io.mopup.contract.query.QueryErrorCode;
import io.mopup.contract.query.QueryPaths;
import io.mopup.contract.query.UploadDetails;
import io.mopup.contract.query.UploadPage;
import io.mopup.http.HttpHandler;
import io.mopup.http.HttpRequest;
import io.mopup.http.HttpResponse;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.kafka.streams.errors.InvalidStateStoreException;

/** Lists the uploads of all instances. */
final class ListHandler implements HttpHandler {
    private final Function<ListRequest, UploadPage> here;
    private final AllInstances all;
    private final int partitions;

    /**
     * @param here answers from the stores of this instance
     * @param partitions how many the installation has
     */
    ListHandler(final Function<ListRequest, UploadPage> here, final AllInstances all, final int partitions) {
        this.here = here;
        this.all = all;
        this.partitions = partitions;
    }

    @Override
    public HttpResponse handle(final HttpRequest request) {
        try {
            final ListRequest list = ListRequest.of(request);
            return AdminAnswers.ok(
                    request.headers().has(QueryPaths.FORWARDED_HEADER) ? here.apply(list) : everywhere(list));
        } catch (final QueryException e) {
            return AdminAnswers.error(e.code(), e.getMessage());
        } catch (final InvalidStateStoreException e) {
            return AdminAnswers.error(
                    QueryErrorCode.NOT_READY, "A partition has just left this instance, or is still being restored.");
        }
    }

    private UploadPage everywhere(final ListRequest list) {
        final AllInstances.Answers<UploadPage> asked = all.ask(list.path(), () -> here.apply(list), UploadPage.class);
        final List<Integer> covered = asked.answers().stream()
                .flatMap(page -> page.partitions().stream())
                .distinct()
                .sorted()
                .toList();
        final List<Integer> missing = missing(covered, partitions);
        if (!missing.isEmpty() && !list.partial()) {
            throw asked.failures().stream()
                    .findFirst()
                    .orElseGet(() -> new QueryException(
                            QueryErrorCode.NOT_READY, "Nobody works on partitions " + missing + " at this moment."));
        }
        return merged(list, asked.answers(), covered, missing);
    }

    /** Those of an installation that are not among these. */
    static List<Integer> missing(final Collection<Integer> covered, final int partitions) {
        final TreeSet<Integer> known = new TreeSet<>(covered);
        return IntStream.range(0, partitions)
                .filter(partition -> !known.contains(partition))
                .boxed()
                .toList();
    }

    /** In order, up to where the first of the instances stopped looking: behind that, uploads of that one are missing. */
    private UploadPage merged(
            final ListRequest list,
            final List<UploadPage> pages,
            final List<Integer> covered,
            final List<Integer> missing) {
        final Optional<ListPosition> stopped = pages.stream()
                .map(UploadPage::next)
                .filter(Objects::nonNull)
                .map(ListPosition::parse)
                .min(Comparator.naturalOrder());
        final List<UploadDetails> all = pages.stream()
                .flatMap(page -> page.uploads().stream())
                .filter(upload -> stopped.isEmpty() || position(upload).compareTo(stopped.get()) <= 0)
                .sorted(Comparator.comparing(this::position))
                .toList();
        final int scanned = pages.stream().mapToInt(UploadPage::scanned).sum();
        if (all.size() > list.limit()) {
            final List<UploadDetails> first = all.subList(0, list.limit());
            final String next = position(first.get(first.size() - 1)).toString();
            return new UploadPage(first, scanned, covered, missing, next);
        }
        return new UploadPage(
                all,
                scanned,
                covered,
                missing,
                stopped.map(ListPosition::toString).orElse(null));
    }

    private ListPosition position(final UploadDetails upload) {
        final String uploadId = upload.upload().uploadId();
        return new ListPosition(RecordKeys.partition(uploadId, partitions), uploadId);
    }
}
