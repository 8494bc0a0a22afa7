/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;

import io.mopup.core.PolicySettings;
import java.time.Duration;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;

/** The keys {@code mopup.policy.*}: how uploads are aborted that nobody asked to abort. */
public final class PolicyConfig {
    public static final String PREFIX = "mopup.policy.";

    public static final String UNDO_WINDOW_CONFIG = PREFIX + "undo.window.ms";
    public static final String UNDO_WINDOW_DOC =
            "How long an accepted abort of a policy or an operator is held, so that CancelAbort can take it back. 0: it is carried out at once.";

    public static final String SPREAD_CONFIG = PREFIX + "spread.ms";
    public static final String SPREAD_DOC =
            "Over which time uploads that are due in the same moment are spread, so that they do not become a spike. Never more than a tenth of the age at which a rule applies.";

    public static final String RETRY_CONFIG = PREFIX + "retry.ms";
    public static final String RETRY_DOC =
            "When a policy asks again for an upload that is still in progress, because its command was refused.";

    public static final String PIN_MAX_CONFIG = PREFIX + "pin.max.ms";
    public static final String PIN_MAX_DOC = "The longest lease of a pin; whoever needs an upload longer renews it.";

    public static final String CANCEL_PIN_CONFIG = PREFIX + "cancel.pin.ms";
    public static final String CANCEL_PIN_DOC =
            "How long policies keep away from an upload whose abort was cancelled, unless the cancel command says it.";

    public static final String GLACIER_INACTIVITY_CONFIG = PREFIX + "glacier.inactivity.ms";
    public static final String GLACIER_INACTIVITY_DOC =
            "After which time without a part a Glacier upload expires, as the service itself may do it after 24 hours. 0: never.";

    private PolicyConfig() {}

    static void define(final ConfigDef def) {
        final PolicySettings value = PolicySettings.DEFAULT;
        time(def, UNDO_WINDOW_CONFIG, value.undoWindow(), 0, HIGH, UNDO_WINDOW_DOC);
        time(def, SPREAD_CONFIG, value.spread(), 0, MEDIUM, SPREAD_DOC);
        time(def, RETRY_CONFIG, value.retry(), 1, LOW, RETRY_DOC);
        time(def, PIN_MAX_CONFIG, value.pinMax(), 1, MEDIUM, PIN_MAX_DOC);
        time(def, CANCEL_PIN_CONFIG, value.cancelPin(), 1, LOW, CANCEL_PIN_DOC);
        time(def, GLACIER_INACTIVITY_CONFIG, value.glacierInactivity(), 0, MEDIUM, GLACIER_INACTIVITY_DOC);
    }

    static PolicySettings settings(final AbstractConfig config) {
        return new PolicySettings(
                millis(config, UNDO_WINDOW_CONFIG),
                millis(config, SPREAD_CONFIG),
                millis(config, RETRY_CONFIG),
                millis(config, PIN_MAX_CONFIG),
                millis(config, CANCEL_PIN_CONFIG),
                millis(config, GLACIER_INACTIVITY_CONFIG));
    }

    private static void time(
            final ConfigDef def,
            final String key,
            final Duration value,
            final long least,
            final Importance importance,
            final String doc) {
        def.define(key, ConfigDef.Type.LONG, value.toMillis(), atLeast(least), importance, doc);
    }

    private static Duration millis(final AbstractConfig config, final String key) {
        return Duration.ofMillis(config.getLong(key));
    }
}
