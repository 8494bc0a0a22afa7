/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;

import io.mopup.admin.AdminConfig;
import io.mopup.contract.RecordSerdes;
import io.mopup.contract.TopicNames;
import io.mopup.core.FoldSettings;
import io.mopup.processor.internal.EarlyCommit;
import io.mopup.processor.internal.StreamsDefaults;
import io.mopup.processor.internal.TimerSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The configuration of a processor. Keys of ours begin with {@code mopup.}; every other key is passed through to Kafka
 * Streams and, with its prefixes, to its producers and consumers, and to the client of the schema registry.
 */
public final class ProcessorConfig extends AbstractConfig {
    public static final String PREFIX = "mopup.processor.";

    private static final List<String> OWN_PREFIXES = List.of(
            PREFIX,
            FoldConfig.PREFIX,
            DialectConfig.PREFIX,
            DialectConfig.CONTAINERS_PREFIX,
            PolicyConfig.PREFIX,
            AdminConfig.PREFIX);

    public static final String APPLICATION_ID_DEFAULT = "mopup-processor";
    public static final String APPLICATION_ID_DOC =
            "Name of the consumer group, of the transactions and of the changelog topics. Two installations on one cluster differ in it.";

    public static final String BOOTSTRAP_SERVERS_DOC = "Brokers to ask first, as host:port,host:port.";

    public static final String REGISTRY_URL_DOC = "Where the schema registry answers. It has to speak Confluent's API.";

    public static final String TIMER_INTERVAL_CONFIG = PREFIX + "timer.interval.ms";
    public static final long TIMER_INTERVAL_DEFAULT = 50;
    public static final String TIMER_INTERVAL_DOC = "How often each task looks for timers that are due.";

    public static final String TIMER_RECORDS_CONFIG = PREFIX + "timer.budget.records";
    public static final int TIMER_RECORDS_DEFAULT = 2_000;
    public static final String TIMER_RECORDS_DOC =
            "How many records the timers of one task may lead to before consuming goes on.";

    public static final String TIMER_TIME_CONFIG = PREFIX + "timer.budget.ms";
    public static final long TIMER_TIME_DEFAULT = 50;
    public static final String TIMER_TIME_DOC = "How long the timers of one task may take before consuming goes on.";

    public static final String TIMER_CURSOR_INTERVAL_CONFIG = PREFIX + "timer.cursor.interval.ms";
    public static final long TIMER_CURSOR_INTERVAL_DEFAULT = 60_000;
    public static final String TIMER_CURSOR_INTERVAL_DOC =
            "How often a task writes down how far its timers are worked off. A restart looks again at what fired since.";

    public static final String TIMER_AUDIT_CONFIG = PREFIX + "timer.audit.uploads";
    public static final int TIMER_AUDIT_DEFAULT = 200;
    public static final String TIMER_AUDIT_DOC =
            "How many uploads of each task are checked in one second for a timer that got lost, 0 for none.";

    public static final String EARLY_COMMIT_GAP_CONFIG = PREFIX + "early.commit.gap.ms";
    public static final long EARLY_COMMIT_GAP_DEFAULT = 25;
    public static final String EARLY_COMMIT_GAP_DOC =
            "An answer to a command is committed at once, instead of at the end of the commit interval, if the last such commit of its task is this long ago. "
                    + "Only a task that keeps up with its input does so. A negative number turns it off.";

    public static final String REGISTRY_RETRY_CONFIG = PREFIX + "registry.retry.ms";
    public static final long REGISTRY_RETRY_DEFAULT = 3_000;
    public static final String REGISTRY_RETRY_DOC =
            "How long a record waits in place for a registry that does not answer. Has to stay well below the transaction timeout.";

    public static final String REGISTRY_PAUSE_CONFIG = PREFIX + "registry.pause.ms";
    public static final long REGISTRY_PAUSE_DEFAULT = 10_000;
    public static final String REGISTRY_PAUSE_DOC =
            "How long a stream thread that ended because the registry does not answer rests before another one takes over.";

    public static final String STARTUP_TIMEOUT_CONFIG = PREFIX + "startup.timeout.ms";
    public static final long STARTUP_TIMEOUT_DEFAULT = 300_000;
    public static final String STARTUP_TIMEOUT_DOC =
            "How long the start waits for brokers and registry to answer before it gives up.";

    public static final String THREAD_REPLACEMENTS_CONFIG = PREFIX + "thread.replacements";
    public static final int THREAD_REPLACEMENTS_DEFAULT = 10;
    public static final String THREAD_REPLACEMENTS_DOC =
            "How many stream threads that failed are replaced within the window before the processor shuts down.";

    public static final String THREAD_REPLACEMENTS_WINDOW_CONFIG = PREFIX + "thread.replacements.window.ms";
    public static final long THREAD_REPLACEMENTS_WINDOW_DEFAULT = 600_000;
    public static final String THREAD_REPLACEMENTS_WINDOW_DOC =
            "The window in which failed stream threads are counted.";

    public static final String LEAVE_GROUP_CONFIG = PREFIX + "leave.group";
    public static final boolean LEAVE_GROUP_DEFAULT = true;
    public static final String LEAVE_GROUP_DOC =
            "Whether a clean stop takes this instance out of its group at once, so that the others take over its partitions. "
                    + "false: these wait for its return, at most session.timeout.ms; for an installation without standbys whose state takes longer to restore than a restart.";

    public static final String ROCKSDB_CACHE_CONFIG = PREFIX + "rocksdb.cache.bytes";
    public static final long ROCKSDB_CACHE_DEFAULT = 128L << 20;
    public static final String ROCKSDB_CACHE_DOC =
            "Memory outside the heap for blocks, indexes, filters and write buffers of all stores of the process. The first processor of a process decides.";

    public static final String ROCKSDB_WRITE_BUFFERS_CONFIG = PREFIX + "rocksdb.write.buffers.bytes";
    public static final long ROCKSDB_WRITE_BUFFERS_DEFAULT = 64L << 20;
    public static final String ROCKSDB_WRITE_BUFFERS_DOC =
            "How much of it write buffers may take before they are flushed.";

    /** Every key of ours, with type, default and doc. */
    public static final ConfigDef CONFIG = definition();

    /**
     * Reads and checks a configuration.
     *
     * @throws ConfigException if a value is missing or wrong, or a key of ours is unknown
     */
    public ProcessorConfig(final Map<?, ?> properties) {
        super(CONFIG, properties, false);
        rejectUnknownKeys();
        AdminConfig.check(this);
    }

    public TopicNames topics() {
        return new TopicNames(getString(TopicNames.TOPIC_PREFIX_CONFIG));
    }

    /** The numbers of the fold, without what only exactly-once makes safe where it is off. */
    public FoldSettings foldSettings() {
        final FoldSettings settings = FoldConfig.settings(this);
        return exactlyOnce() ? settings : settings.forAtLeastOnce();
    }

    public TimerSettings timerSettings() {
        return new TimerSettings(
                millis(TIMER_INTERVAL_CONFIG),
                getInt(TIMER_RECORDS_CONFIG),
                millis(TIMER_TIME_CONFIG),
                millis(TIMER_CURSOR_INTERVAL_CONFIG),
                getInt(TIMER_AUDIT_CONFIG));
    }

    public EarlyCommit.Settings earlyCommit() {
        final long interval = new StreamsConfig(streamsConfig()).getLong(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG);
        return new EarlyCommit.Settings(millis(EARLY_COMMIT_GAP_CONFIG), Duration.ofMillis(interval));
    }

    /** Everything that Kafka Streams is started with: our defaults, then what was given, then what must not differ. */
    public Map<String, Object> streamsConfig() {
        return StreamsDefaults.complete(this);
    }

    /** Whether input offsets, state and outputs are committed in one transaction. */
    public boolean exactlyOnce() {
        return StreamsConfig.EXACTLY_ONCE_V2.equals(streamsConfig().get(StreamsConfig.PROCESSING_GUARANTEE_CONFIG));
    }

    /** A time from a key that ends with {@code .ms}. */
    public Duration millis(final String key) {
        return Duration.ofMillis(getLong(key));
    }

    private void rejectUnknownKeys() {
        final TreeSet<String> unknown = new TreeSet<>(originals().keySet());
        unknown.removeIf(key -> OWN_PREFIXES.stream().noneMatch(key::startsWith));
        unknown.removeAll(CONFIG.names());
        if (!unknown.isEmpty()) {
            throw new ConfigException("Unknown configuration " + String.join(", ", unknown)
                    + ". A key with a typing error would silently keep its default.");
        }
    }

    private static ConfigDef definition() {
        final ConfigDef def = new ConfigDef()
                .define(
                        StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
                        ConfigDef.Type.LIST,
                        NO_DEFAULT_VALUE,
                        HIGH,
                        BOOTSTRAP_SERVERS_DOC)
                .define(
                        RecordSerdes.REGISTRY_URL_CONFIG,
                        ConfigDef.Type.STRING,
                        NO_DEFAULT_VALUE,
                        HIGH,
                        REGISTRY_URL_DOC)
                .define(
                        StreamsConfig.APPLICATION_ID_CONFIG,
                        ConfigDef.Type.STRING,
                        APPLICATION_ID_DEFAULT,
                        HIGH,
                        APPLICATION_ID_DOC)
                .define(
                        TopicNames.TOPIC_PREFIX_CONFIG,
                        ConfigDef.Type.STRING,
                        TopicNames.TOPIC_PREFIX_DEFAULT,
                        HIGH,
                        TopicNames.TOPIC_PREFIX_DOC)
                .define(
                        TIMER_INTERVAL_CONFIG,
                        ConfigDef.Type.LONG,
                        TIMER_INTERVAL_DEFAULT,
                        atLeast(1),
                        LOW,
                        TIMER_INTERVAL_DOC)
                .define(
                        TIMER_RECORDS_CONFIG,
                        ConfigDef.Type.INT,
                        TIMER_RECORDS_DEFAULT,
                        atLeast(1),
                        LOW,
                        TIMER_RECORDS_DOC)
                .define(TIMER_TIME_CONFIG, ConfigDef.Type.LONG, TIMER_TIME_DEFAULT, atLeast(1), LOW, TIMER_TIME_DOC)
                .define(
                        TIMER_CURSOR_INTERVAL_CONFIG,
                        ConfigDef.Type.LONG,
                        TIMER_CURSOR_INTERVAL_DEFAULT,
                        atLeast(0),
                        LOW,
                        TIMER_CURSOR_INTERVAL_DOC)
                .define(TIMER_AUDIT_CONFIG, ConfigDef.Type.INT, TIMER_AUDIT_DEFAULT, atLeast(0), LOW, TIMER_AUDIT_DOC)
                .define(
                        EARLY_COMMIT_GAP_CONFIG,
                        ConfigDef.Type.LONG,
                        EARLY_COMMIT_GAP_DEFAULT,
                        atLeast(-1),
                        LOW,
                        EARLY_COMMIT_GAP_DOC)
                .define(
                        REGISTRY_RETRY_CONFIG,
                        ConfigDef.Type.LONG,
                        REGISTRY_RETRY_DEFAULT,
                        atLeast(0),
                        LOW,
                        REGISTRY_RETRY_DOC)
                .define(
                        REGISTRY_PAUSE_CONFIG,
                        ConfigDef.Type.LONG,
                        REGISTRY_PAUSE_DEFAULT,
                        atLeast(0),
                        LOW,
                        REGISTRY_PAUSE_DOC)
                .define(
                        STARTUP_TIMEOUT_CONFIG,
                        ConfigDef.Type.LONG,
                        STARTUP_TIMEOUT_DEFAULT,
                        atLeast(1),
                        MEDIUM,
                        STARTUP_TIMEOUT_DOC)
                .define(
                        THREAD_REPLACEMENTS_CONFIG,
                        ConfigDef.Type.INT,
                        THREAD_REPLACEMENTS_DEFAULT,
                        atLeast(0),
                        MEDIUM,
                        THREAD_REPLACEMENTS_DOC)
                .define(
                        THREAD_REPLACEMENTS_WINDOW_CONFIG,
                        ConfigDef.Type.LONG,
                        THREAD_REPLACEMENTS_WINDOW_DEFAULT,
                        atLeast(1),
                        MEDIUM,
                        THREAD_REPLACEMENTS_WINDOW_DOC)
                .define(LEAVE_GROUP_CONFIG, ConfigDef.Type.BOOLEAN, LEAVE_GROUP_DEFAULT, MEDIUM, LEAVE_GROUP_DOC)
                .define(
                        ROCKSDB_CACHE_CONFIG,
                        ConfigDef.Type.LONG,
                        ROCKSDB_CACHE_DEFAULT,
                        atLeast(1),
                        MEDIUM,
                        ROCKSDB_CACHE_DOC)
                .define(
                        ROCKSDB_WRITE_BUFFERS_CONFIG,
                        ConfigDef.Type.LONG,
                        ROCKSDB_WRITE_BUFFERS_DEFAULT,
                        atLeast(1),
                        MEDIUM,
                        ROCKSDB_WRITE_BUFFERS_DOC);
        AdminConfig.define(def);
        FoldConfig.define(def);
        return def;
    }
}
