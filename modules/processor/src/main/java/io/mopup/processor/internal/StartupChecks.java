/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import io.mopup.contract.MopupTopic;
import io.mopup.contract.MopupTopic.Role;
import io.mopup.contract.TopicNames;
import io.mopup.processor.StartupException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has to hold before a processor starts. What will not change by waiting fails at once, with a sentence that says
 * what to do; a broker or a registry that does not answer is waited for.
 */
public final class StartupChecks {
    private static final Logger LOG = LoggerFactory.getLogger(StartupChecks.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final TopicNames topics;
    private final long deadline;
    private final Duration limit;

    /** @param limit how long to wait for brokers and registry together */
    public StartupChecks(final TopicNames topics, final Duration limit) {
        this.topics = topics;
        this.limit = limit;
        this.deadline = System.nanoTime() + limit.toNanos();
    }

    /**
     * Checks that all topics are there and that the inputs have the same number of partitions.
     *
     * @return the shape of the topics
     * @throws StartupException if not, or if no broker answers
     */
    public TopicShapes checkTopics(final Callable<TopicShapes> lookUp) {
        final TopicShapes shapes = await("No broker answers", lookUp);
        final List<String> missing = Arrays.stream(MopupTopic.values())
                .filter(topic -> topic.role() != Role.REFERENCE)
                .map(topics::of)
                .filter(name -> !shapes.partitions().containsKey(name))
                .toList();
        if (!missing.isEmpty()) {
            throw new StartupException(
                    "Topics are missing: " + String.join(", ", missing) + ". Create them with 'mopup topics apply'.");
        }
        final Map<String, Integer> inputs = new TreeMap<>();
        Arrays.stream(MopupTopic.values())
                .filter(topic -> topic.role() == Role.INPUT)
                .map(topics::of)
                .forEach(name -> inputs.put(name, shapes.partitions().get(name)));
        if (inputs.values().stream().distinct().count() > 1) {
            throw new StartupException("The input topics differ in their partitions: " + inputs
                    + ". All need the same number, or the events of an upload reach different tasks."
                    + " Recreate the ones that differ; adding partitions moves keys.");
        }
        return shapes;
    }

    /**
     * Checks that the state of this application was made from inputs with as many partitions. An application without
     * state passes.
     *
     * @param lookUp partitions of the changelogs that exist, by name
     * @throws StartupException if not, or if no broker answers
     */
    public void checkState(final TopicShapes shapes, final Callable<Map<String, Integer>> lookUp) {
        Incurable.partitionsChanged(topics, shapes, await("No broker answers", lookUp))
                .ifPresent(message -> {
                    throw new StartupException(message);
                });
    }

    /**
     * Checks that the registry answers and knows what will be published.
     *
     * @throws StartupException if not
     */
    public void checkRegistry(final RegistryAccess registry) {
        final List<String> missing = await("The schema registry does not answer", () -> {
            final List<String> unknown = registry.fetchOutputSchemas(topics);
            registry.fetchInputSchemas(topics);
            return unknown;
        });
        if (!missing.isEmpty()) {
            throw new StartupException("The schema registry does not know " + String.join(", ", missing)
                    + ". Register the schemas of this release with 'mopup schemas register'.");
        }
    }

    private <T> T await(final String problem, final Callable<T> lookUp) {
        while (true) {
            try {
                return lookUp.call();
            } catch (final InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StartupException("Interrupted while starting.", e);
            } catch (final Exception e) {
                if (System.nanoTime() - deadline >= 0) {
                    throw new StartupException(problem + " for " + limit.toSeconds() + " s: " + e.getMessage(), e);
                }
                LOG.warn("{} ({}); trying again for up to {} s.", problem, e.getMessage(), limit.toSeconds());
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartupException("Interrupted while starting.", e);
        }
    }
}
