/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.agent.internal;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import dev.failsafe.function.CheckedSupplier;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.mopup.agent.AgentConfig;
import io.mopup.agent.AgentStartupException;
import io.mopup.contract.MopupTopic;
import io.mopup.contract.PublishedSchemas;
import io.mopup.contract.TopicNames;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has to hold before an agent starts. What will not change by waiting fails at once, with a sentence that says what
 * to do; a broker or a registry that does not answer is waited for.
 */
final class StartupChecks {
    private static final Logger LOG = LoggerFactory.getLogger(StartupChecks.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration SETTINGS_LIMIT = Duration.ofSeconds(10);
    private static final Duration SETTINGS_PAUSE = Duration.ofMillis(100);
    private static final int NOT_FOUND = 404;
    private static final int FOR_EVER = -1;

    private final TopicNames topics;
    private final Duration limit;

    StartupChecks(final AgentConfig config) {
        this.topics = config.topics();
        this.limit = config.millis(AgentConfig.STARTUP_TIMEOUT_MS_CONFIG);
    }

    /** Checks that the topics of the agent are there. */
    void checkTopics(final Admin admin) {
        final Set<String> there =
                await("No broker answers", () -> admin.listTopics().names().get());
        final List<String> missing = Stream.of(
                        MopupTopic.PART_DELETIONS,
                        MopupTopic.ABORT_ROUNDS,
                        MopupTopic.STORAGE_REPORTS,
                        MopupTopic.DEAD_LETTERS)
                .map(topics::of)
                .filter(name -> !there.contains(name))
                .toList();
        if (!missing.isEmpty()) {
            throw new AgentStartupException(
                    "Topics are missing: " + String.join(", ", missing) + ". Create them with 'mopup topics apply'.");
        }
    }

    /** Sets and checks the settings of the share group. */
    void checkShareGroup(final ShareGroupSettings settings) {
        final String problem =
                "The settings of the share group cannot be read or set (brokers before 4.2 know none; for"
                        + " those choose mopup.agent.group.protocol=classic)";
        await(problem, () -> {
            settings.apply();
            return settings;
        });
        // The controller has them first, the brokers follow.
        final Map<String, String> different =
                await(problem, () -> Failsafe.with(RetryPolicy.<Map<String, String>>builder()
                                .handleResultIf(found -> !found.isEmpty())
                                .withDelay(SETTINGS_PAUSE)
                                .withMaxRetries(FOR_EVER)
                                .withMaxDuration(SETTINGS_LIMIT)
                                .build())
                        .get(settings::differences));
        if (!different.isEmpty()) {
            throw settings.refused(different);
        }
    }

    /** Checks that the registry knows the schemas of what will be published. */
    void checkRegistry(final SchemaRegistryClient registry) {
        final List<String> missing = await("The schema registry does not answer", () -> unregistered(registry));
        if (!missing.isEmpty()) {
            throw new AgentStartupException("The schema registry does not know " + String.join(", ", missing)
                    + ". Register the schemas of this release with 'mopup schemas register'.");
        }
    }

    private List<String> unregistered(final SchemaRegistryClient registry) throws IOException, RestClientException {
        final List<String> missing = new ArrayList<>();
        for (final Class<? extends SpecificRecord> type : MopupTopic.STORAGE_REPORTS.records()) {
            final String subject = PublishedSchemas.subject(topics.of(MopupTopic.STORAGE_REPORTS), type);
            try {
                registry.getId(subject, new AvroSchema(PublishedSchemas.schema(type)));
            } catch (final RestClientException e) {
                if (e.getStatus() != NOT_FOUND) {
                    throw e;
                }
                missing.add(subject);
            }
        }
        return missing;
    }

    private <T> T await(final String problem, final CheckedSupplier<T> lookUp) {
        try {
            return Failsafe.with(RetryPolicy.<T>builder()
                            .handleIf(StartupChecks::canPass)
                            .withDelay(PAUSE)
                            .withMaxRetries(FOR_EVER)
                            .withMaxDuration(limit)
                            .onRetryScheduled(attempt -> LOG.warn(
                                    "{} ({}); trying again for up to {} s.",
                                    problem,
                                    attempt.getLastException().getMessage(),
                                    limit.toSeconds()))
                            .build())
                    .get(lookUp);
        } catch (final AgentStartupException e) {
            throw e;
        } catch (final RuntimeException e) {
            final Throwable cause = e instanceof FailsafeException ? e.getCause() : e;
            throw new AgentStartupException(problem + ": " + cause.getMessage(), e);
        }
    }

    private static boolean canPass(final Throwable e) {
        return e instanceof IOException
                || e instanceof RestClientException
                || (e instanceof ExecutionException && e.getCause() instanceof RetriableException);
    }
}
