/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.mopup.contract.MopupTopic;
import io.mopup.contract.SourceTree;
import io.mopup.contract.TopicNames;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.storage.internals.log.LogConfig;
import org.junit.jupiter.api.Test;

/** The resources for Strimzi, read with its own models. That they are current is tested where they are generated. */
class StrimziTest {
    @Test
    void shouldHaveEveryTopicAsStrimziReadsIt() throws IOException {
        final Map<String, KafkaTopic> topics = topics().stream()
                .map(KafkaTopic.class::cast)
                .collect(Collectors.toMap(topic -> topic.getMetadata().getName(), topic -> topic));
        assertThat(topics.keySet())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(MopupTopic.values())
                        .map(TopicNames.DEFAULT::of)
                        .toList());
        for (final MopupTopic topic : MopupTopic.values()) {
            final KafkaTopic resource = topics.get(TopicNames.DEFAULT.of(topic));
            assertThat(resource.getSpec().getConfig()).isEqualTo(topic.kept().topicConfig());
            assertThat(resource.getSpec().getPartitions())
                    .isEqualTo(topic.role() == MopupTopic.Role.REFERENCE ? 1 : 24);
            assertThat(resource.getSpec().getReplicas()).isEqualTo(3);
            assertThat(resource.getMetadata().getLabels()).containsEntry("strimzi.io/cluster", "my-cluster");
        }
    }

    @Test
    void shouldBeOfAVersionThatStrimziHas() {
        assertThat(KafkaTopic.VERSIONS).contains("v1");
    }

    @Test
    void shouldConfigureOnlyWhatATopicHas() throws IOException {
        assertThat(topics())
                .isNotEmpty()
                .flatMap(topic -> ((KafkaTopic) topic).getSpec().getConfig().keySet())
                .allMatch(LogConfig.configNames()::contains);
    }

    @Test
    void shouldNotBeReadWhenAFieldIsUnknown() throws IOException {
        final String broken = text().replaceFirst("replicas:", "replica:");
        assertThatThrownBy(() -> Manifests.parse(broken))
                .isInstanceOf(UnrecognizedPropertyException.class)
                .hasMessageContaining("replica");
    }

    private static List<HasMetadata> topics() throws IOException {
        return Manifests.parse(text());
    }

    private static String text() throws IOException {
        return Files.readString(SourceTree.ROOT.resolve("deploy/strimzi/topics.yaml"));
    }
}
