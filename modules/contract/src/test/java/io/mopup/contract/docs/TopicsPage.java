/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract.docs;

import io.mopup.contract.MopupTopic;
import io.mopup.contract.TopicNames;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** {@code docs/topics.md}. */
final class TopicsPage {
    private static final String INTRODUCTION = """
            Names are shown with the default of `%s`. Keys are plain UTF-8 text, values are Avro in the registry's framing. The
            three topics that are input of the processor must have the same number of partitions. Their records are in
            [schemas.md](schemas.md), the manifest for a broker is `deploy/topics.yaml`.""";

    private TopicsPage() {}

    static String render() {
        final List<List<String>> rows =
                Arrays.stream(MopupTopic.values()).map(TopicsPage::row).toList();
        return Markdown.page(
                "Topics",
                "io.mopup.contract.MopupTopic",
                INTRODUCTION.formatted(TopicNames.TOPIC_PREFIX_CONFIG),
                Markdown.table(
                        List.of("Topic", "Holds", "Key", "Records", "Written by", "To the processor", "Kept"), rows));
    }

    private static List<String> row(final MopupTopic topic) {
        return List.of(
                Markdown.code(TopicNames.DEFAULT.of(topic)),
                topic.reference().holds(),
                topic.reference().key(),
                topic.records().stream()
                        .map(type -> SchemasPage.link(type.getSimpleName()))
                        .collect(Collectors.joining(", ")),
                topic.reference().writers(),
                topic.role().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                topic.kept().retention().map(time -> time.toDays() + " d").orElse("compacted"));
    }
}
