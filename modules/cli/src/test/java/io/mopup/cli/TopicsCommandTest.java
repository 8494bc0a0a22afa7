/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mopup.contract.MopupTopic;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

class TopicsCommandTest {
    private final Installation installation = new Installation();

    @Test
    void shouldPlanEveryTopicAndChangeNothingWhenTheClusterIsEmpty() {
        final Run plan = installation.run("topics", "plan", "--partitions", "2");
        assertThat(plan.exitCode()).isZero();
        assertThat(plan.lines())
                .hasSize(MopupTopic.values().length)
                .contains(name(MopupTopic.COMMANDS) + ": create, partitions 2");
        assertThat(installation.run("topics", "plan", "--partitions", "2").out())
                .isEqualTo(plan.out());
    }

    @Test
    void shouldHaveNothingLeftToDoWhenApplied() throws Exception {
        assertThat(installation.run("topics", "apply", "--partitions", "2").exitCode())
                .isZero();
        assertThat(installation.run("topics", "apply").lines()).containsExactly("Nothing to do.");
        final Run verify = installation.run("topics", "verify");
        assertThat(verify.exitCode()).isZero();
        assertThat(verify.lines()).containsExactly("All topics are as they should be.");
        assertThat(partitions(MopupTopic.STORAGE_REPORTS)).isEqualTo(2);
        assertThat(partitions(MopupTopic.CONTAINERS)).isEqualTo(1);
    }

    @Test
    void shouldNameEachDifferenceAndRepairItWhenAConfigurationWasChanged() throws Exception {
        installation.run("topics", "apply", "--partitions", "2");
        set(MopupTopic.RESULTS, "retention.ms", "1000");
        final Run verify = installation.run("topics", "verify");
        assertThat(verify.exitCode()).isEqualTo(1);
        assertThat(verify.lines())
                .containsExactly(name(MopupTopic.RESULTS) + ": retention.ms is 1000, should be 86400000");
        assertThat(installation.run("topics", "apply").exitCode()).isZero();
        assertThat(installation.run("topics", "verify").exitCode()).isZero();
    }

    @Test
    void shouldRefuseWhenThePartitionCountOfAnInputWouldHaveToChange() throws Exception {
        installation.run("topics", "apply", "--partitions", "2");
        assertThat(installation.run("topics", "verify", "--partitions", "5").lines())
                .hasSize(3)
                .contains(name(MopupTopic.COMMANDS) + ": 2 partitions, should be 5");
        final Run apply = installation.run("topics", "apply", "--partitions", "5");
        assertThat(apply.exitCode()).isEqualTo(1);
        assertThat(apply.err())
                .contains("Nothing was changed")
                .contains("never changed")
                .hasLineCount(1);
        assertThat(partitions(MopupTopic.COMMANDS)).isEqualTo(2);
    }

    @Test
    void shouldTakeOverThePartitionCountWhenAnInputExists() throws Exception {
        create(MopupTopic.COMMANDS, 3);
        assertThat(installation.run("topics", "apply").exitCode()).isZero();
        assertThat(partitions(MopupTopic.UPLOAD_EVENTS)).isEqualTo(3);
    }

    @Test
    void shouldRefuseWhenTheInputsDisagree() throws Exception {
        create(MopupTopic.COMMANDS, 3);
        create(MopupTopic.UPLOAD_EVENTS, 4);
        final Run verify = installation.run("topics", "verify");
        assertThat(verify.exitCode()).isEqualTo(1);
        assertThat(verify.err())
                .contains("must share one partition count")
                .contains(name(MopupTopic.COMMANDS) + "=3")
                .contains(name(MopupTopic.UPLOAD_EVENTS) + "=4");
    }

    @Test
    void shouldPrintOneObjectWhenAskedForJson() {
        assertThat(installation.run("topics", "plan", "--json").lines())
                .singleElement()
                .asString()
                .startsWith("{\"differences\":[{\"topic\":\"" + name(MopupTopic.COMMANDS));
    }

    private String name(final MopupTopic topic) {
        return installation.topics().of(topic);
    }

    private int partitions(final MopupTopic topic) throws Exception {
        try (Admin admin = Installation.admin()) {
            final TopicDescription found = admin.describeTopics(List.of(name(topic)))
                    .allTopicNames()
                    .get()
                    .get(name(topic));
            return found.partitions().size();
        }
    }

    private void create(final MopupTopic topic, final int partitions) throws Exception {
        try (Admin admin = Installation.admin()) {
            admin.createTopics(List.of(new NewTopic(name(topic), partitions, (short) 1)))
                    .all()
                    .get();
        }
        await().until(() ->
                !installation.run("topics", "plan", "--partitions", "9").out().contains(name(topic) + ": create"));
    }

    private void set(final MopupTopic topic, final String key, final String value) throws Exception {
        try (Admin admin = Installation.admin()) {
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, name(topic)),
                            List.of(new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
        await().until(() -> installation.run("topics", "verify").exitCode() == 1);
    }
}
