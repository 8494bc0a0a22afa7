/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.contract.RecordKeys;
import io.mopup.events.AbortPolicy;
import io.mopup.events.Container;
import io.mopup.events.UploadIdentity;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/** The records of the containers topic, ready to be asked. One thread writes, any number of threads read. */
public final class ContainerDirectory implements Containers {
    private final Map<String, SpecificRecord> records = new ConcurrentHashMap<>();
    private final AtomicLong version = new AtomicLong();
    private volatile Map<String, Container> aliases = Map.of();
    private volatile List<AbortPolicy> policies = List.of();

    /**
     * Takes the latest record of a key.
     *
     * @param record a {@link Container}, an {@link AbortPolicy}, or null for one that was withdrawn
     */
    public void put(final String key, final SpecificRecord record) {
        final SpecificRecord before = record == null ? records.remove(key) : records.put(key, record);
        if (record instanceof AbortPolicy || before instanceof AbortPolicy) {
            policies = records.values().stream()
                    .filter(AbortPolicy.class::isInstance)
                    .map(AbortPolicy.class::cast)
                    .filter(AbortPolicy::getEnabled)
                    // In one order everywhere, whatever the order of their arrival.
                    .sorted(Comparator.comparing(AbortPolicy::getName))
                    .toList();
        }
        if (hasAliases(record) || hasAliases(before)) {
            final Map<String, Container> index = new HashMap<>();
            records.values().stream()
                    .filter(Container.class::isInstance)
                    .map(Container.class::cast)
                    .forEach(container -> container.getAliases().forEach(alias -> index.put(alias, container)));
            aliases = Map.copyOf(index);
        }
        version.incrementAndGet();
    }

    /** Changes with each record. */
    public long version() {
        return version.get();
    }

    @Override
    public Optional<Container> find(final UploadIdentity named) {
        final String key = RecordKeys.container(named.getDialect(), named.getAccount(), named.getContainer());
        return Optional.ofNullable((Container) records.get(key))
                .or(() -> Optional.ofNullable(aliases.get(named.getContainer())))
                // Names of buckets are shared by general purpose and directory buckets; a record is about one of them.
                .filter(container -> container.getDialect() == named.getDialect());
    }

    @Override
    public List<AbortPolicy> policies() {
        return policies;
    }

    /** All containers, deleted ones too, in no order. */
    public Stream<Container> containers() {
        return records.values().stream().filter(Container.class::isInstance).map(Container.class::cast);
    }

    private static boolean hasAliases(final SpecificRecord record) {
        return record instanceof Container container && !container.getAliases().isEmpty();
    }
}
