/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import io.mopup.contract.MopupTopic;
import io.mopup.contract.MopupTopic.Role;
import io.mopup.contract.TopicNames;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InconsistentGroupProtocolException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says of a failed stream thread why another one would fail too, in a sentence for operators that begins with a code. */
public final class Incurable implements Function<Throwable, Optional<String>> {
    static final String PARTITIONS_CHANGED = "PARTITIONS_CHANGED";
    static final String GROUP_PROTOCOL_MIXED = "GROUP_PROTOCOL_MIXED";

    private static final Logger LOG = LoggerFactory.getLogger(Incurable.class);

    private final Callable<Optional<String>> partitions;

    /** @param partitions asks the brokers and answers with {@link #partitionsChanged}; may fail */
    public Incurable(final Callable<Optional<String>> partitions) {
        this.partitions = partitions;
    }

    @Override
    public Optional<String> apply(final Throwable failure) {
        if (Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause -> cause instanceof GroupIdNotFoundException
                        || cause instanceof InconsistentGroupProtocolException)) {
            return Optional.of(GROUP_PROTOCOL_MIXED
                    + ": other instances of this application work with another group.protocol. Stop all of them before it is changed;"
                    + " see \"From classic to streams\" in docs/upgrade.md.");
        }
        try {
            // What Streams throws for it differs from protocol to protocol, and has no type of its own in either.
            return partitions.call();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (final Exception e) {
            LOG.debug("The brokers did not say how many partitions there are.", e);
            return Optional.empty();
        }
    }

    /**
     * What is wrong if inputs and state differ in their partitions; empty if they do not, or if there is no state yet.
     *
     * @param changelogs partitions of those that exist, by name
     */
    static Optional<String> partitionsChanged(
            final TopicNames topics, final TopicShapes shapes, final Map<String, Integer> changelogs) {
        final Map<String, Integer> inputs = Arrays.stream(MopupTopic.values())
                .filter(topic -> topic.role() == Role.INPUT)
                .map(topics::of)
                .filter(shapes.partitions()::containsKey)
                .collect(Collectors.toMap(
                        Function.identity(), shapes.partitions()::get, (one, other) -> one, TreeMap::new));
        final boolean same = Stream.of(inputs, changelogs)
                        .flatMap(counts -> counts.values().stream())
                        .distinct()
                        .count()
                <= 1;
        return changelogs.isEmpty() || same
                ? Optional.empty()
                : Optional.of(PARTITIONS_CHANGED
                        + ": the inputs have other numbers of partitions than the state that was made from them: "
                        + inputs + ", " + new TreeMap<>(changelogs)
                        + ". Keys have moved and their state has not; see \"More partitions\" in docs/upgrade.md.");
    }
}
