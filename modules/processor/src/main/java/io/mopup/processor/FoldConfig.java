/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;

import io.mopup.core.FoldSettings;
import java.time.Duration;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;

/** The keys {@code mopup.fold.*}: the numbers that decisions go by. */
public final class FoldConfig {
    public static final String PREFIX = "mopup.fold.";

    public static final String RETENTION_CONFIG = PREFIX + "retention.ms";
    public static final String RETENTION_DOC =
            "How long a decided upload is remembered, unless its dialect has a time of its own, so that a repeated abort gets its answer and a late part is found. Has to exceed the longest upload of a part plus the longest lag that is tolerated. At least an hour, unless for a trial.";

    public static final String UNKNOWN_GRACE_CONFIG = PREFIX + "unknown.grace.ms";
    public static final String UNKNOWN_GRACE_DOC =
            "How long a command for an upload that nobody created yet waits before it is answered that there is none.";

    public static final String ASSEMBLY_ALARM_CONFIG = PREFIX + "assembly.alarm.ms";
    public static final String ASSEMBLY_ALARM_DOC =
            "How long the store may assemble an object in silence before ASSEMBLY_OVERDUE is published, again and again.";

    public static final String REPORT_TIMEOUT_CONFIG = PREFIX + "report.timeout.ms";
    public static final String REPORT_TIMEOUT_DOC =
            "How long a deletion or an abort round waits for the report of an agent the first time. Doubles with each attempt.";

    public static final String REPORT_TIMEOUT_MAX_CONFIG = PREFIX + "report.timeout.max.ms";
    public static final String REPORT_TIMEOUT_MAX_DOC = "The longest time that waiting for a report doubles to.";

    public static final String ATTEMPTS_CONFIG = PREFIX + "attempts";
    public static final String ATTEMPTS_DOC =
            "How often a deletion or an abort round leaves without a report before the upload is parked.";

    public static final String QUIET_PERIOD_CONFIG = PREFIX + "quiet.period.ms";
    public static final String QUIET_PERIOD_DOC = "Time between the two empty looks that a receipt needs.";

    public static final String ROUNDS_CONFIG = PREFIX + "rounds";
    public static final String ROUNDS_DOC =
            "How many abort rounds in a row may find something before the upload is parked.";

    public static final String PARKED_REMINDER_CONFIG = PREFIX + "parked.reminder.ms";
    public static final String PARKED_REMINDER_DOC = "How often a parked upload is published again.";

    public static final String SLICE_CONFIG = PREFIX + "slice.parts";
    public static final String SLICE_DOC =
            "How many parts of one upload are looked at in one go, before other uploads get their turn.";

    public static final String INLINE_SLICE_CONFIG = PREFIX + "inline.slice.parts";
    public static final String INLINE_SLICE_DOC =
            "How many parts a command looks at itself. Uploads up to this size need no timer before their deletions leave.";

    public static final String MAX_OUTSTANDING_CONFIG = PREFIX + "outstanding.max";
    public static final String MAX_OUTSTANDING_DOC =
            "How many deletions of one upload may be without a report before no further ones leave.";

    public static final String MAX_WAITING_CONFIG = PREFIX + "waiting.max";
    public static final String MAX_WAITING_DOC =
            "How many commands of one upload may wait for an outcome; further ones are rejected.";

    public static final String DELETE_ORPHANS_CONFIG = PREFIX + "orphans.delete";
    public static final String DELETE_ORPHANS_DOC =
            "Whether parts of uploads that nobody created are deleted. They are reported in any case. Has no effect with at_least_once, where a crash can take the decision back after deletions left.";

    private FoldConfig() {}

    static void define(final ConfigDef def) {
        final FoldSettings value = FoldSettings.DEFAULT;
        time(def, RETENTION_CONFIG, value.retention(), HIGH, RETENTION_DOC);
        time(def, UNKNOWN_GRACE_CONFIG, value.grace(), MEDIUM, UNKNOWN_GRACE_DOC);
        time(def, ASSEMBLY_ALARM_CONFIG, value.assemblyAlarm(), MEDIUM, ASSEMBLY_ALARM_DOC);
        time(def, REPORT_TIMEOUT_CONFIG, value.reportTimeout(), MEDIUM, REPORT_TIMEOUT_DOC);
        time(def, REPORT_TIMEOUT_MAX_CONFIG, value.reportTimeoutMax(), LOW, REPORT_TIMEOUT_MAX_DOC);
        count(def, ATTEMPTS_CONFIG, value.attempts(), MEDIUM, ATTEMPTS_DOC);
        time(def, QUIET_PERIOD_CONFIG, value.quietPeriod(), HIGH, QUIET_PERIOD_DOC);
        count(def, ROUNDS_CONFIG, value.rounds(), MEDIUM, ROUNDS_DOC);
        time(def, PARKED_REMINDER_CONFIG, value.parkedReminder(), LOW, PARKED_REMINDER_DOC);
        count(def, SLICE_CONFIG, value.slice(), LOW, SLICE_DOC);
        count(def, INLINE_SLICE_CONFIG, value.inlineSlice(), LOW, INLINE_SLICE_DOC);
        count(def, MAX_OUTSTANDING_CONFIG, value.maxOutstanding(), LOW, MAX_OUTSTANDING_DOC);
        count(def, MAX_WAITING_CONFIG, value.maxWaiting(), LOW, MAX_WAITING_DOC);
        def.define(DELETE_ORPHANS_CONFIG, ConfigDef.Type.BOOLEAN, value.deleteOrphans(), HIGH, DELETE_ORPHANS_DOC);
        DialectConfig.define(def);
        PolicyConfig.define(def);
    }

    static FoldSettings settings(final AbstractConfig config) {
        return new FoldSettings(
                millis(config, RETENTION_CONFIG),
                millis(config, UNKNOWN_GRACE_CONFIG),
                millis(config, ASSEMBLY_ALARM_CONFIG),
                millis(config, REPORT_TIMEOUT_CONFIG),
                millis(config, REPORT_TIMEOUT_MAX_CONFIG),
                config.getInt(ATTEMPTS_CONFIG),
                millis(config, QUIET_PERIOD_CONFIG),
                config.getInt(ROUNDS_CONFIG),
                millis(config, PARKED_REMINDER_CONFIG),
                config.getInt(SLICE_CONFIG),
                config.getInt(INLINE_SLICE_CONFIG),
                config.getInt(MAX_OUTSTANDING_CONFIG),
                config.getInt(MAX_WAITING_CONFIG),
                config.getBoolean(DELETE_ORPHANS_CONFIG),
                DialectConfig.settings(config),
                PolicyConfig.settings(config));
    }

    private static void time(
            final ConfigDef def,
            final String key,
            final Duration value,
            final Importance importance,
            final String doc) {
        def.define(key, ConfigDef.Type.LONG, value.toMillis(), atLeast(1), importance, doc);
    }

    private static void count(
            final ConfigDef def, final String key, final int value, final Importance importance, final String doc) {
        def.define(key, ConfigDef.Type.INT, value, atLeast(1), importance, doc);
    }

    private static Duration millis(final AbstractConfig config, final String key) {
        return Duration.ofMillis(config.getLong(key));
    }
}
