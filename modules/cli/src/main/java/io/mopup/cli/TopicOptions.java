/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mopup.client.ClientConfig;
import io.mopup.client.admin.TopicAdmin;
import io.mopup.client.admin.TopicDifference;
import io.mopup.client.admin.TopicLayout;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the three commands on topics have in common. */
final class TopicOptions {
    @Mixin
    private ConnectionOptions connection;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            description =
                    "Partitions of topics that are created, and of all input topics. Default: what the input topics have, else "
                            + TopicLayout.PARTITIONS_DEFAULT)
    private Integer partitions;

    @Option(
            names = "--replication-factor",
            paramLabel = "N",
            description = "Of topics that are created. Default: the broker's default")
    private Short replicationFactor;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    /** Runs an action on the cluster's topics. */
    List<TopicDifference> differences(final BiFunction<TopicAdmin, TopicLayout, List<TopicDifference>> action) {
        final ClientConfig config = connection.client();
        try (Admin admin = Admin.create(config.passedThrough())) {
            final TopicAdmin topics = new TopicAdmin(admin, config.topics());
            final int count = Optional.ofNullable(partitions)
                    .or(topics::partitionsOfInputs)
                    .orElse(TopicLayout.PARTITIONS_DEFAULT);
            return action.apply(topics, new TopicLayout(count, Optional.ofNullable(replicationFactor)));
        }
    }

    /**
     * Prints one line per difference.
     *
     * @param line what to say of each
     * @param nothing what to say when there is none
     */
    void print(
            final PrintWriter out,
            final List<TopicDifference> differences,
            final Function<TopicDifference, String> line,
            final String nothing) {
        if (json) {
            final ObjectNode object = Json.object();
            final ArrayNode array = object.putArray("differences");
            differences.forEach(difference ->
                    array.addObject().put("topic", difference.topic()).put("line", line.apply(difference)));
            out.println(Json.line(object));
        } else if (differences.isEmpty()) {
            out.println(nothing);
        } else {
            differences.forEach(difference -> out.println(line.apply(difference)));
        }
        out.flush();
    }
}
