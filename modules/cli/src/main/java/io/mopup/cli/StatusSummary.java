/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mopup.events.ParkReason;
import io.mopup.events.ReclaimState;
import io.mopup.events.UploadSnapshot;
import io.mopup.events.UploadStatus;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** Counts snapshots. Keeps of each upload only what it counts, so that a million of them fit. */
final class StatusSummary implements BiConsumer<String, Optional<UploadSnapshot>> {
    private final Map<String, Row> uploads = new HashMap<>();

    @Override
    public void accept(final String uploadId, final Optional<UploadSnapshot> snapshot) {
        snapshot.ifPresentOrElse(
                present -> uploads.put(uploadId, Row.of(uploadId, present)), () -> uploads.remove(uploadId));
    }

    ObjectNode json() {
        final ObjectNode json = Json.object();
        json.put("uploads", uploads.size());
        final ArrayNode counts = json.putArray("counts");
        counts().forEach((state, count) -> counts.addObject()
                .put("status", state.status().name())
                .put("reclaim", state.reclaim().name())
                .put("uploads", count));
        final ArrayNode parked = json.putArray("parked");
        parked().forEach(row -> parked.addObject()
                .put("uploadId", row.uploadId())
                .put("reason", String.valueOf(row.parkReason()))
                .put("since", row.updatedAt().toString()));
        oldestOpen().ifPresent(row -> json.putObject("oldestOpen")
                .put("uploadId", row.uploadId())
                .put("since", row.since().toString()));
        return json;
    }

    String text() {
        final StringBuilder text = new StringBuilder("%d uploads".formatted(uploads.size()));
        counts().forEach((state, count) ->
                text.append("%n  %-12s %-10s %,10d".formatted(state.status(), state.reclaim(), count)));
        parked().forEach(row ->
                text.append("%nparked  %s: %s since %s".formatted(row.uploadId(), row.parkReason(), row.updatedAt())));
        oldestOpen()
                .ifPresent(row -> text.append("%noldest open upload  %s: %s/%s since %s"
                        .formatted(
                                row.uploadId(),
                                row.state().status(),
                                row.state().reclaim(),
                                row.since())));
        return text.toString();
    }

    private Map<State, Long> counts() {
        return uploads.values().stream()
                .collect(Collectors.groupingBy(Row::state, TreeMap::new, Collectors.counting()));
    }

    private List<Row> parked() {
        return uploads.values().stream()
                .filter(row -> row.state().reclaim() == ReclaimState.PARKED)
                .sorted(Comparator.comparing(Row::updatedAt))
                .toList();
    }

    private Optional<Row> oldestOpen() {
        return uploads.values().stream()
                .filter(row ->
                        !Uploads.isFinal(row.state().status(), row.state().reclaim()))
                .min(Comparator.comparing(Row::since));
    }

    private record State(UploadStatus status, ReclaimState reclaim) implements Comparable<State> {
        @Override
        public int compareTo(final State other) {
            return Comparator.comparing(State::status)
                    .thenComparing(State::reclaim)
                    .compare(this, other);
        }
    }

    private record Row(String uploadId, State state, ParkReason parkReason, Instant since, Instant updatedAt) {
        static Row of(final String uploadId, final UploadSnapshot snapshot) {
            return new Row(
                    uploadId,
                    new State(snapshot.getStatus(), snapshot.getReclaim()),
                    snapshot.getParkReason(),
                    Uploads.since(snapshot),
                    snapshot.getUpdatedAt());
        }
    }
}
