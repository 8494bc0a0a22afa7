/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.client.admin;

import static io.mopup.client.admin.ClusterAnswers.get;

import io.mopup.contract.MopupTopic;
import io.mopup.contract.TopicNames;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * From where the inputs can be read again.
 *
 * <p>Retention takes the oldest records of each topic on its own. An upload whose parts are still there while its Complete is gone would look like
 * one that nobody completed, and a policy would abort it. So all inputs of a partition begin at one time: that from which on commands and events
 * are both whole. Reports do not count, because a lost one only repeats a deletion.
 */
final class Rewinding {
    /** Something was there and nothing is left, so nothing before now can be trusted to be whole. */
    private static final long NOTHING_LEFT = Long.MAX_VALUE;

    private static final List<MopupTopic> DECISIVE = List.of(MopupTopic.COMMANDS, MopupTopic.UPLOAD_EVENTS);

    private final TopicNames names;
    private final Map<TopicPartition, ListOffsetsResultInfo> begins;
    private final Map<TopicPartition, ListOffsetsResultInfo> oldest;
    private final Map<TopicPartition, ListOffsetsResultInfo> ends;
    private final Function<Map<TopicPartition, OffsetSpec>, Map<TopicPartition, ListOffsetsResultInfo>> ask;

    private Rewinding(final Admin admin, final TopicNames names, final Collection<TopicPartition> partitions) {
        this.names = names;
        this.ask = question -> get(admin.listOffsets(question).all());
        this.begins = all(partitions, OffsetSpec.earliest());
        // The answer carries the time of the record that it found.
        this.oldest = all(partitions, OffsetSpec.forTimestamp(0));
        this.ends = all(partitions, OffsetSpec.latest());
    }

    /** One rewind for each partition of each input topic. */
    static List<ResetPlan.Rewind> of(
            final Admin admin, final TopicNames names, final Map<TopicPartition, Long> committed) {
        final List<String> inputs = Stream.of(MopupTopic.values())
                .filter(topic -> topic.role() == MopupTopic.Role.INPUT)
                .map(names::of)
                .toList();
        final List<TopicPartition> partitions = get(admin.describeTopics(inputs).allTopicNames()).values().stream()
                .flatMap(topic -> IntStream.range(0, topic.partitions().size())
                        .mapToObj(partition -> new TopicPartition(topic.name(), partition)))
                .toList();
        return new Rewinding(admin, names, partitions).rewinds(committed);
    }

    private List<ResetPlan.Rewind> rewinds(final Map<TopicPartition, Long> committed) {
        final Map<TopicPartition, OffsetSpec> byTime = new HashMap<>();
        begins.keySet().forEach(partition -> wholeSince(partition.partition()).ifPresent(since -> {
            if (since != NOTHING_LEFT) {
                byTime.put(partition, OffsetSpec.forTimestamp(since));
            }
        }));
        final Map<TopicPartition, ListOffsetsResultInfo> found = byTime.isEmpty() ? Map.of() : ask.apply(byTime);
        final List<ResetPlan.Rewind> rewinds = new ArrayList<>();
        begins.forEach((partition, begin) -> {
            final OptionalLong since = wholeSince(partition.partition());
            final ListOffsetsResultInfo atTime = found.get(partition);
            final long target;
            if (since.isEmpty()) {
                target = begin.offset();
            } else {
                target = atTime == null || atTime.offset() < 0
                        ? ends.get(partition).offset()
                        : atTime.offset();
            }
            rewinds.add(new ResetPlan.Rewind(
                    partition, Optional.ofNullable(committed.get(partition)), target, instant(since)));
        });
        rewinds.sort((left, right) ->
                left.partition().toString().compareTo(right.partition().toString()));
        return rewinds;
    }

    /** From when on nothing of what decides is missing on partitions of this number; empty if nothing ever was. */
    private OptionalLong wholeSince(final int partition) {
        return DECISIVE.stream()
                .map(topic -> new TopicPartition(names.of(topic), partition))
                .filter(input -> begins.get(input).offset() > 0)
                .mapToLong(input -> oldest.get(input).offset() < 0
                        ? NOTHING_LEFT
                        : oldest.get(input).timestamp())
                .max();
    }

    private Map<TopicPartition, ListOffsetsResultInfo> all(
            final Collection<TopicPartition> partitions, final OffsetSpec spec) {
        return ask.apply(partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> spec)));
    }

    private static Optional<Instant> instant(final OptionalLong since) {
        if (since.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(since.getAsLong() == NOTHING_LEFT ? Instant.MAX : Instant.ofEpochMilli(since.getAsLong()));
    }
}
