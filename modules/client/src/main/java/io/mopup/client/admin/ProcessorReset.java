/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.client.admin;

import static io.mopup.client.admin.ClusterAnswers.existing;
import static io.mopup.client.admin.ClusterAnswers.get;

import io.mopup.client.ClientConfig;
import io.mopup.client.MopupClientException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/**
 * Takes the state of a processor away and lets it read its inputs again. Kafka's own tool for this deletes every changelog that begins like the
 * application id, those of an application whose id continues it too, and begins each topic where its own retention ends (see {@link Rewinding}).
 */
public final class ProcessorReset {
    private static final Set<GroupState> AWAY = Set.of(GroupState.EMPTY, GroupState.DEAD);

    private final Admin admin;
    private final ClientConfig config;
    private final String group;
    private final Set<String> changelogs;

    /**
     * For one processor.
     *
     * @param group its application id
     * @param changelogs the names of its changelog topics
     */
    public ProcessorReset(
            final Admin admin, final ClientConfig config, final String group, final Collection<String> changelogs) {
        this.admin = admin;
        this.config = config;
        this.group = group;
        this.changelogs = Set.copyOf(changelogs);
    }

    /**
     * Which of these groups have members; one that was killed has them until its session times out.
     *
     * @throws MopupClientException if one of them may not be looked at
     */
    public List<String> alive(final Collection<String> groups) {
        final Collection<GroupListing> listings = listings();
        final Set<String> seen = listings.stream().map(GroupListing::groupId).collect(Collectors.toSet());
        groups.stream().filter(name -> !seen.contains(name)).forEach(this::requireVisible);
        return listings.stream()
                .filter(listing -> groups.contains(listing.groupId())
                        && listing.groupState().filter(AWAY::contains).isEmpty())
                .map(GroupListing::groupId)
                .sorted()
                .toList();
    }

    /** A list leaves out silently what this principal may not see, so a group that works would pass for none. */
    private void requireVisible(final String name) {
        existing(
                admin.describeConsumerGroups(List.of(name)).describedGroups().get(name),
                GroupIdNotFoundException.class);
    }

    /**
     * What {@link #execute} would do.
     *
     * @throws MopupClientException if an input topic is missing or no broker answers
     */
    public ResetPlan plan() {
        final List<ResetPlan.Rewind> rewinds = Rewinding.of(admin, config.topics(), committed());
        final List<String> topics = get(admin.listTopics().names()).stream()
                .filter(changelogs::contains)
                .sorted()
                .toList();
        return new ResetPlan(rewinds, topics, new LostUploads(config).after(rewinds));
    }

    /**
     * Does it. Rewinds first: a processor that reads its inputs again with its state in place changes nothing, one that has lost its state and does
     * not read them again would have forgotten everything. So this can be called again if it fails.
     *
     * @throws MopupClientException if the cluster refuses, as when somebody has joined the group
     */
    public void execute(final ResetPlan plan) {
        final Map<TopicPartition, OffsetAndMetadata> offsets = plan.rewinds().stream()
                .collect(Collectors.toMap(
                        ResetPlan.Rewind::partition, rewind -> new OffsetAndMetadata(rewind.target())));
        get(
                isStreamsGroup()
                        ? admin.alterStreamsGroupOffsets(group, offsets).all()
                        : admin.alterConsumerGroupOffsets(group, offsets).all());
        get(admin.deleteTopics(plan.topics()).all());
        new LostUploads(config).forget(plan.lost());
    }

    private Map<TopicPartition, Long> committed() {
        final Optional<GroupListing> listing =
                listings().stream().filter(one -> one.groupId().equals(group)).findFirst();
        if (listing.isEmpty()) {
            return Map.of();
        }
        final Map<TopicPartition, OffsetAndMetadata> offsets =
                get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        return offsets.entrySet().stream()
                .filter(entry -> entry.getValue() != null)
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    private boolean isStreamsGroup() {
        return listings().stream()
                .anyMatch(listing -> listing.groupId().equals(group)
                        && listing.type().filter(GroupType.STREAMS::equals).isPresent());
    }

    private Collection<GroupListing> listings() {
        return get(admin.listGroups().all());
    }
}
