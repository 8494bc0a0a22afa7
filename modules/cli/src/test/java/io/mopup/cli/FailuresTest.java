/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.client.MopupClientException;
import io.mopup.contract.RegistryUnavailableException;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailuresTest {
    private static final String[] UNUSABLE_CONFIG = {"status", "--bootstrap-server", "no port"};

    @Test
    void shouldSayOneSentenceWhenACommandFails() {
        final Run run = Run.mopup(UNUSABLE_CONFIG);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .startsWith("mopup: The configuration is wrong")
                .contains("no port")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"topics plan", "acls apply --role agent", "reset", "trace u1"})
    void shouldSayWhatToCheckWhenNoBrokerAnswers(final String command) {
        final String impatient =
                FailuresTest.class.getResource("/impatient.properties").getPath();
        final Run run =
                Run.mopup((command + " --bootstrap-server 127.0.0.1:1 --command-config " + impatient).split(" ", -1));
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("No Kafka broker answers").hasLineCount(1);
    }

    @Test
    void shouldPrintTheStackTraceWhenVerbose() {
        final Run run = Run.mopup(UNUSABLE_CONFIG[0], UNUSABLE_CONFIG[1], UNUSABLE_CONFIG[2], "--verbose");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("\tat ").contains("mopup: The configuration is wrong");
    }

    @Test
    void shouldUnwrapWhenTheSentenceIsDeeperDown() {
        final Exception sentence = new MopupClientException("Start it.");
        assertThat(Failures.sentence(new CompletionException(new ExecutionException(sentence))))
                .isEqualTo("Start it.");
        assertThat(Failures.sentence(new RegistryUnavailableException(new IOException("refused"))))
                .isEqualTo("The schema registry does not answer. Check --registry-url, and that it runs.");
        assertThat(Failures.sentence(new KafkaException("Failed to construct", new ConfigException("Bad value"))))
                .isEqualTo("The configuration is wrong: Bad value");
        assertThat(Failures.sentence(new ExecutionException(new IllegalStateException("odd"))))
                .isEqualTo("IllegalStateException: odd (--verbose shows where)");
    }
}
