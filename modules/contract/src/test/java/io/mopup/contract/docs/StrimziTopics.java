/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract.docs;

import io.mopup.contract.MopupTopic;
import io.mopup.contract.TopicNames;
import java.util.Arrays;
import java.util.stream.Collectors;

/** {@code deploy/strimzi/topics.yaml}: the same topics as the resources of an operator. */
final class StrimziTopics {
    private static final String HEAD = """
            # SPDX-License-Identifier: Apache-2.0
            # Every topic of Mopup for the topic operator of Strimzi. Replace my-cluster by the name of your Kafka resource.
            # Generated from io.mopup.contract.MopupTopic; a test fails when this file is stale.
            """;
    private static final String TOPIC = """
            ---
            apiVersion: kafka.strimzi.io/v1
            kind: KafkaTopic
            metadata:
              name: %s
              labels:
                strimzi.io/cluster: my-cluster
            spec:
              partitions: %d
              replicas: %d
              config:
            %s
            """;

    private StrimziTopics() {}

    static String render() {
        return Arrays.stream(MopupTopic.values())
                .map(topic -> TOPIC.formatted(
                        TopicNames.DEFAULT.of(topic),
                        TopicManifest.partitions(topic),
                        TopicManifest.REPLICATION_FACTOR,
                        TopicManifest.config(topic).indent(-2).stripTrailing()))
                .collect(Collectors.joining("", HEAD, ""));
    }
}
