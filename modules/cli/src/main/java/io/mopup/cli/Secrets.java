/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;

/** Which values are nobody's business. */
final class Secrets {
    static final String HIDDEN = "[hidden]";

    /** Of clients that do not declare their secrets, such as that of the schema registry. */
    private static final Pattern NAMES =
            Pattern.compile("password|secret|jaas|user\\.info|token$|credential|private|keystore\\.key");

    private Secrets() {}

    /** The value, or {@link #HIDDEN}. */
    static String masked(final String key, final String value) {
        return isSecret(key) ? HIDDEN : value;
    }

    private static boolean isSecret(final String key) {
        return NAMES.matcher(key).find()
                || Stream.concat(
                                Stream.of(
                                        AdminClientConfig.configDef(),
                                        ConsumerConfig.configDef(),
                                        ProducerConfig.configDef()),
                                ConfigCommand.definitions())
                        .map(def -> def.configKeys().get(key))
                        .anyMatch(found -> found != null && found.type == ConfigDef.Type.PASSWORD);
    }
}
