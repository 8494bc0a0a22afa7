/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

import io.mopup.sdk.ClientTable.Row;
import io.mopup.sdk.ClientTable.Share;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every case of the wire, asked by every client as far as it can. What a client can ask is written down in
 * client-rows.properties, so that no row stops being asked without a word.
 */
@Tag("clients")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClientRowsTest {
    private static final Path FILE = Path.of("target", "conformance-clients.md");
    private static final List<WireCase> CASES = WireCases.all();

    private final ClientTable table = new ClientTable();
    private final Map<String, ClientUnderTest> clients = new LinkedHashMap<>();
    private final Properties expected = new Properties();

    ClientRowsTest() throws IOException {
        clients.put("aws-java", new AwsJavaClient());
        clients.put("ibm-cos", new IbmCosClient());
        clients.put("javascript", ScriptClient.javaScript());
        clients.put("boto3", ScriptClient.boto3());
        clients.put("aws-cli", new AwsCommandLine());
        clients.put("s3cmd", new S3cmdClient());
        clients.put("rclone", new RcloneClient());
        try (Reader reader = Files.newBufferedReader(ExternalClient.SCRIPTS.resolve("client-rows.properties"))) {
            expected.load(reader);
        }
    }

    @AfterAll
    void endClients() throws Exception {
        Files.createDirectories(FILE.getParent());
        Files.writeString(FILE, table.text());
        for (final ClientUnderTest client : clients.values()) {
            if (client instanceof AutoCloseable process) {
                process.close();
            }
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("rows")
    @Order(1)
    void shouldAnswerAsTheReferenceSaysWhenTheClientAsks(final String client, final WireCase tried) throws Exception {
        final boolean foreign = tried.dialect().equals("GL")
                && List.of("ibm-cos", "s3cmd", "rclone").contains(client);
        final Share share = foreign
                ? table.leave(tried, client, "it speaks S3 alone")
                : table.run(tried, client, clients.get(client));

        assertThat(share).as("what it asks of case %d", tried.number()).isEqualTo(expected(client, tried.number()));
    }

    @Test
    @Order(2)
    void shouldHaveOneRowForEachCaseAndClientWhenAllWereTried() {
        assertThat(table.rows())
                .containsExactlyInAnyOrderElementsOf(CASES.stream()
                        .flatMap(tried -> clients.keySet().stream().map(client -> new Row(tried.number(), client)))
                        .toList());
        assertThat(table.text()
                        .lines()
                        .filter(line ->
                                line.startsWith("| ") && !line.startsWith("| No.") && !line.startsWith("| ---")))
                .hasSize(CASES.size() * clients.size())
                .allMatch(line ->
                        line.matches(".* \\| (pass|FAIL|cannot be expressed by this client: .+|pass in part; .+) \\|"));
    }

    Stream<Arguments> rows() {
        return clients.keySet().stream()
                .flatMap(client -> CASES.stream().map(tried -> Arguments.of(client, named(tried.title(), tried))));
    }

    private Share expected(final String client, final int number) {
        if (listed(client + ".whole", number)) {
            return Share.WHOLE;
        }
        return listed(client + ".part", number) ? Share.PART : Share.NONE;
    }

    private boolean listed(final String name, final int number) {
        return Arrays.asList(expected.getProperty(name, "").split(",")).contains(Integer.toString(number));
    }
}
