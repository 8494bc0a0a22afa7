/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract.docs;

import io.mopup.contract.MopupHeaders;
import io.mopup.contract.MopupTopic;
import io.mopup.contract.ReasonCode;
import io.mopup.contract.TopicNames;
import java.util.Arrays;
import java.util.List;

/** {@code docs/reason-codes.md}. */
final class ReasonCodesPage {
    private static final String INTRODUCTION = """
            Why Mopup did not use a record. A command that could be read is answered with the code in
            `CommandResult.rejection`; everything else goes, as the raw bytes that came, to `%s` with the code in the header
            `%s` and the topic, partition and offset it came from beside it. Codes are stable: they are never renamed, and never
            used for anything else.""";

    private ReasonCodesPage() {}

    static String render() {
        final List<List<String>> rows = Arrays.stream(ReasonCode.values())
                .map(code -> List.of(Markdown.code(code.name()), code.advice()))
                .toList();
        return Markdown.page(
                "Reason codes",
                "io.mopup.contract.ReasonCode",
                INTRODUCTION.formatted(TopicNames.DEFAULT.of(MopupTopic.DEAD_LETTERS), MopupHeaders.ERROR_REASON),
                Markdown.table(List.of("Code", "What is wrong, and what to do"), rows));
    }
}
