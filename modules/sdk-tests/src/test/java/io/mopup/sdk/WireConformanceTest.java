/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The numbered cases of the semantics, as far as they are decided or can be seen on the wire. The table that this writes
 * is complete, whatever fails.
 */
@Tag("long")
class WireConformanceTest {
    private static final int CASES = 100;
    private static final Path FILE = Path.of("target", "conformance-wire.md");
    private static final List<WireCase> ALL = WireCases.all();
    private static final WireTable TABLE = new WireTable(ALL);

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void shouldAnswerAsTheReferenceSaysWhenItIsAsked(final WireCase tried) throws Exception {
        TABLE.run(tried);
    }

    @Test
    void shouldLeaveNoCaseWithoutATestWhenBothTablesAreTakenTogether() throws IOException {
        final Set<Integer> covered = new TreeSet<>();
        IntStream.rangeClosed(1, CASES).forEach(covered::add);
        // What the processor's own table leaves out, or does one half of; its test holds it to the same list.
        covered.removeAll(left("gateway"));
        covered.removeAll(left("half"));
        ALL.forEach(tried -> covered.add(tried.number()));

        assertThat(covered)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, CASES).boxed().toList());
        assertThat(ALL).extracting(WireCase::number).doesNotHaveDuplicates();
    }

    @AfterAll
    static void writeTable() throws IOException {
        Files.createDirectories(FILE.getParent());
        Files.writeString(FILE, TABLE.text());
    }

    static Stream<Named<WireCase>> cases() {
        return ALL.stream().map(tried -> named(tried.title(), tried));
    }

    private static Set<Integer> left(final String how) throws IOException {
        final Properties lists = new Properties();
        try (InputStream in = WireConformanceTest.class.getResourceAsStream("/wire-cases.properties")) {
            lists.load(in);
        }
        return Arrays.stream(lists.getProperty(how).split(","))
                .map(number -> Integer.valueOf(number.strip()))
                .collect(Collectors.toSet());
    }
}
