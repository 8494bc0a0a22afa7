/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mopup.admin.AdminConfig;
import io.mopup.admin.HostPort;
import io.mopup.contract.RecordSerdes;
import io.mopup.contract.TopicNames;
import io.mopup.core.DialectSettings;
import io.mopup.core.FoldSettings;
import io.mopup.core.PolicySettings;
import io.mopup.events.Dialect;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessorConfigTest {
    @Test
    void shouldDecideByTheDefaultsWhenNothingIsSet() {
        assertThat(config(Map.of()).foldSettings()).isEqualTo(FoldSettings.DEFAULT);
    }

    @Test
    void shouldReadEveryNumberOfTheFoldWhenItIsSet() {
        final Map<String, String> given = new HashMap<>();
        int value = 100;
        for (final String key : ProcessorConfig.CONFIG.names()) {
            if (key.startsWith(FoldConfig.PREFIX) && !key.equals(FoldConfig.DELETE_ORPHANS_CONFIG)) {
                given.put(key, Integer.toString(value++));
            }
        }
        given.put(FoldConfig.DELETE_ORPHANS_CONFIG, "true");

        final FoldSettings settings = config(given).foldSettings();

        assertThat(settings.deleteOrphans()).isTrue();
        assertThat(settings.retention()).hasMillis(Long.parseLong(given.get(FoldConfig.RETENTION_CONFIG)));
        assertThat(settings.grace()).hasMillis(Long.parseLong(given.get(FoldConfig.UNKNOWN_GRACE_CONFIG)));
        assertThat(settings.assemblyAlarm()).hasMillis(Long.parseLong(given.get(FoldConfig.ASSEMBLY_ALARM_CONFIG)));
        assertThat(settings.reportTimeout()).hasMillis(Long.parseLong(given.get(FoldConfig.REPORT_TIMEOUT_CONFIG)));
        assertThat(settings.reportTimeoutMax())
                .hasMillis(Long.parseLong(given.get(FoldConfig.REPORT_TIMEOUT_MAX_CONFIG)));
        assertThat(settings.attempts()).hasToString(given.get(FoldConfig.ATTEMPTS_CONFIG));
        assertThat(settings.quietPeriod()).hasMillis(Long.parseLong(given.get(FoldConfig.QUIET_PERIOD_CONFIG)));
        assertThat(settings.rounds()).hasToString(given.get(FoldConfig.ROUNDS_CONFIG));
        assertThat(settings.parkedReminder()).hasMillis(Long.parseLong(given.get(FoldConfig.PARKED_REMINDER_CONFIG)));
        assertThat(settings.slice()).hasToString(given.get(FoldConfig.SLICE_CONFIG));
        assertThat(settings.inlineSlice()).hasToString(given.get(FoldConfig.INLINE_SLICE_CONFIG));
        assertThat(settings.maxOutstanding()).hasToString(given.get(FoldConfig.MAX_OUTSTANDING_CONFIG));
        assertThat(settings.maxWaiting()).hasToString(given.get(FoldConfig.MAX_WAITING_CONFIG));
    }

    @Test
    void shouldCarryEverySettingOfDialectsAndPoliciesWhenItIsGiven() {
        final FoldSettings settings = config(Map.of(
                        DialectConfig.CONTAINERS_REQUIRED_CONFIG,
                        "true",
                        DialectConfig.MIN_PART_SIZE_CONFIG,
                        "7",
                        DialectConfig.ABORT_AFTER_COMPLETE_CONFIG,
                        "204",
                        DialectConfig.retentionConfig(Dialect.GLACIER),
                        "8",
                        PolicyConfig.UNDO_WINDOW_CONFIG,
                        "1",
                        PolicyConfig.SPREAD_CONFIG,
                        "2",
                        PolicyConfig.RETRY_CONFIG,
                        "3",
                        PolicyConfig.PIN_MAX_CONFIG,
                        "4",
                        PolicyConfig.CANCEL_PIN_CONFIG,
                        "5",
                        PolicyConfig.GLACIER_INACTIVITY_CONFIG,
                        "6"))
                .foldSettings();

        assertThat(settings.dialects())
                .isEqualTo(new DialectSettings(true, 7, true, Map.of(Dialect.GLACIER, Duration.ofMillis(8))));
        assertThat(settings.retention(Dialect.GLACIER)).hasMillis(8);
        assertThat(settings.retention(Dialect.S3)).isEqualTo(settings.retention());
        assertThat(settings.policies())
                .isEqualTo(new PolicySettings(
                        Duration.ofMillis(1),
                        Duration.ofMillis(2),
                        Duration.ofMillis(3),
                        Duration.ofMillis(4),
                        Duration.ofMillis(5),
                        Duration.ofMillis(6)));
    }

    @Test
    void shouldFailWhenTheStatusOfAnAbortAfterCompleteIsNeitherOfTheTwo() {
        assertThatThrownBy(() -> config(Map.of(DialectConfig.ABORT_AFTER_COMPLETE_CONFIG, "200")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("404 or 204");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"mopup.containers.requird", "mopup.dialect.s3.min", "mopup.policy.undo", "mopup.admin.listner"})
    void shouldFailWhenAKeyOfDialectsOrPoliciesIsUnknown(final String key) {
        assertThatThrownBy(() -> config(Map.of(key, "1")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key);
    }

    @Test
    void shouldFailWhenAKeyOfOursIsUnknown() {
        assertThatThrownBy(() -> config(Map.of("mopup.fold.retension.ms", "1")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("mopup.fold.retension.ms");
        assertThatThrownBy(() -> config(Map.of("mopup.processor.timers", "1")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("mopup.processor.timers");
    }

    @Test
    void shouldIgnoreKeysOfOtherComponentsWhenTheyShareTheFile() {
        assertThat(config(Map.of("mopup.agent.root", "/data")).streamsConfig()).doesNotContainKey("mopup.agent.root");
    }

    @Test
    void shouldFailWhenNoBrokersAreNamed() {
        assertThatThrownBy(() -> new ProcessorConfig(Map.of(RecordSerdes.REGISTRY_URL_CONFIG, "mock://x")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG);
    }

    @Test
    void shouldPassKafkasOwnKeysOnWhenTheyAreSet() {
        final Map<String, Object> streams = config(Map.of(
                        StreamsConfig.NUM_STREAM_THREADS_CONFIG,
                        "7",
                        "producer.compression.type",
                        "zstd",
                        "security.protocol",
                        "SSL"))
                .streamsConfig();

        assertThat(streams)
                .containsEntry(StreamsConfig.NUM_STREAM_THREADS_CONFIG, "7")
                .containsEntry("producer.compression.type", "zstd")
                .containsEntry("security.protocol", "SSL")
                .containsEntry(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        assertThat(new StreamsConfig(streams).getProducerConfigs("x"))
                .containsEntry("compression.type", "zstd")
                .containsEntry("acks", "all");
    }

    @Test
    void shouldKeepWhatMustNotDifferWhenSomebodySetsIt() {
        final Map<String, Object> streams = config(
                        Map.of(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, "false"))
                .streamsConfig();

        assertThat(streams).containsEntry(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    }

    @Test
    void shouldKnowTheGuaranteeWhenItIsAtLeastOnce() {
        assertThat(config(Map.of()).exactlyOnce()).isTrue();
        assertThat(config(Map.of(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE))
                        .exactlyOnce())
                .isFalse();
    }

    @Test
    void shouldNotDeleteOrphansWhenItIsAtLeastOnce() {
        final Map<String, String> wanted = Map.of(FoldConfig.DELETE_ORPHANS_CONFIG, "true");
        final Map<String, String> atLeastOnce = new HashMap<>(wanted);
        atLeastOnce.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);

        assertThat(config(wanted).foldSettings().deleteOrphans()).isTrue();
        assertThat(config(atLeastOnce).foldSettings().deleteOrphans()).isFalse();
    }

    @Test
    void shouldAnswerNoQueriesWhenNoListenerIsSet() {
        assertThat(AdminConfig.listener(config(Map.of()))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"host", "host:port", "host:65536", "http://host:1", "::1:80", "host:1/x"})
    void shouldFailWhenAListenerIsNoAddress(final String listener) {
        assertThatThrownBy(() -> config(Map.of(AdminConfig.LISTENER_CONFIG, listener)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(AdminConfig.LISTENER_CONFIG);
    }

    @Test
    void shouldFailWhenOtherInstancesCouldNotReachTheListener() {
        final Map<String, String> everywhere =
                Map.of(AdminConfig.LISTENER_CONFIG, "[::]:8080", AdminConfig.TOKEN_REQUIRED_CONFIG, "false");
        assertThatThrownBy(() -> config(everywhere))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(AdminConfig.ADVERTISED_CONFIG);
        final Map<String, String> named = new HashMap<>(everywhere);
        named.put(AdminConfig.ADVERTISED_CONFIG, "p1.example:8080");
        final HostPort bound = AdminConfig.listener(config(named)).orElseThrow();
        assertThat(AdminConfig.advertised(config(named), bound)).hasToString("p1.example:8080");
        named.put(AdminConfig.ADVERTISED_CONFIG, "p1.example:0");
        assertThatThrownBy(() -> config(named)).isInstanceOf(ConfigException.class);
    }

    @Test
    void shouldListenOnLoopbackWhenNoHostIsNamed() {
        final ProcessorConfig config = config(Map.of(AdminConfig.LISTENER_CONFIG, "8080"));
        final HostPort listener = AdminConfig.listener(config).orElseThrow();
        assertThat(listener).isEqualTo(new HostPort("127.0.0.1", 8080));
        assertThat(AdminConfig.advertised(config, listener.withPort(1))).hasToString("127.0.0.1:1");
        assertThat(HostPort.parse(":1")).contains(new HostPort("127.0.0.1", 1));
        assertThat(HostPort.parse("[::1]:1").orElseThrow()).hasToString("[::1]:1");
    }

    @Test
    void shouldDocumentEveryKeyWhenThePageIsMade() {
        assertThat(ProcessorConfig.CONFIG.configKeys().values())
                .allSatisfy(key -> assertThat(key.documentation).as(key.name).isNotBlank());
        assertThat(config(Map.of()).topics()).isEqualTo(TopicNames.DEFAULT);
    }

    private static ProcessorConfig config(final Map<String, ?> more) {
        final Map<String, Object> all = new HashMap<>();
        all.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");
        all.put(RecordSerdes.REGISTRY_URL_CONFIG, "mock://config");
        all.putAll(more);
        return new ProcessorConfig(all);
    }
}
