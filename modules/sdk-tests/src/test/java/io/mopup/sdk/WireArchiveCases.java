/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;

/** Vaults: ranges, lists, and what is completed. */
final class WireArchiveCases {
    private static final String CLIENT = "Client";
    private static final String INVALID = "InvalidParameterValueException";
    private static final String NOT_FOUND = "ResourceNotFoundException";
    private static final String TREE_HASH = "x-amz-sha256-tree-hash";
    private static final int PART = WireArchive.PART_SIZE;

    private WireArchiveCases() {}

    static List<WireCase> cases() {
        return List.of(
                new WireCase(
                        91,
                        "GL",
                        "a range that does not begin at a part; a wrong tree hash; a correct retry",
                        "400 InvalidParameterValueException each, nothing stored; 204 with the hash",
                        t -> {
                            final WireArchive archive = WireArchive.create(t);
                            t.send(archive.range(524_288, new byte[PART])).refusesAsGlacier(400, INVALID, CLIENT);
                            t.send(archive.range(0, new byte[PART]).header(TREE_HASH, "0".repeat(64)))
                                    .refusesAsGlacier(400, INVALID, CLIENT);
                            assertThat(StoreFiles.of(archive.vault())).isEmpty();
                            assertThat(archive.listParts().json().path("Parts")).isEmpty();
                            t.send(archive.range(0, new byte[PART]))
                                    .isEmpty(204)
                                    .has(TREE_HASH, WireArchive.treeHash(new byte[PART]));
                        }),
                new WireCase(
                        92,
                        "GL",
                        "a range uploaded twice; aborted; uploaded again",
                        "the newer one alone is kept; 204; 404, nothing is stored",
                        t -> {
                            final WireArchive archive = WireArchive.create(t);
                            archive.range(0, WireUpload.bytes(1, 10)).send().isEmpty(204);
                            archive.range(0, WireUpload.bytes(2, 10)).send().isEmpty(204);
                            await().atMost(60, SECONDS).untilAsserted(() -> assertThat(StoreFiles.of(archive.vault()))
                                    .hasSize(1));
                            archive.abort().isEmpty(204);
                            t.send(archive.range(0, new byte[10])).refusesAsGlacier(404, NOT_FOUND, CLIENT);
                            archive.isGone();
                        }),
                new WireCase(
                        93,
                        "GL",
                        "completed with a wrong hash; a wrong size; a range that is missing; aborted",
                        "400 InvalidParameterValueException each, IN_PROGRESS; 204",
                        WireArchiveCases::wrongCompletions),
                new WireCase(
                        94,
                        "GL",
                        "completed, ranges listed, completed again",
                        "201; 404; 201 with the same archive id",
                        t -> {
                            final WireArchive archive = WireArchive.create(t);
                            archive.range(0, new byte[9]).send().isEmpty(204);
                            final String hash = WireArchive.treeHash(new byte[9]);
                            final WireAnswer first =
                                    t.send(archive.completion(9, hash)).isEmpty(201);
                            final String id = first.header("x-amz-archive-id");
                            first.has(
                                            "Location",
                                            "/" + WireTrial.OWNER + "/vaults/" + archive.vault() + "/archives/" + id)
                                    .has(TREE_HASH, hash);
                            t.send(archive.request("GET")).refusesAsGlacier(404, NOT_FOUND, CLIENT);
                            t.send(archive.completion(9, hash)).isEmpty(201).has("x-amz-archive-id", id);
                            assertThat(WireGlacierCases.archives(archive.vault()))
                                    .isEqualTo(1);
                        }),
                new WireCase(95, "GL", "aborted, then completed", "204; 404; no archive", t -> {
                    final WireArchive archive = WireArchive.create(t);
                    archive.range(0, new byte[9]).send().isEmpty(204);
                    archive.abort().isEmpty(204);
                    t.send(archive.completion(9, WireArchive.treeHash(new byte[9])))
                            .refusesAsGlacier(404, NOT_FOUND, CLIENT);
                    assertThat(WireGlacierCases.archives(archive.vault())).isZero();
                    archive.isGone();
                }),
                new WireCase(
                        96,
                        "GL",
                        "ranges are listed with limit 51; 0; 1, two pages",
                        "400 InvalidParameterValueException each; a marker; none",
                        t -> {
                            final WireArchive archive = WireArchive.create(t);
                            archive.range(0, new byte[PART]).send().isEmpty(204);
                            archive.range(PART, new byte[5]).send().isEmpty(204);
                            for (final String limit : List.of("51", "0")) {
                                t.send(archive.request("GET").query("limit", limit))
                                        .refusesAsGlacier(400, INVALID, CLIENT);
                            }
                            final JsonNode page = t.send(archive.request("GET").query("limit", "1"))
                                    .is(200)
                                    .json();
                            assertThat(page.path("Marker").isTextual()).isTrue();
                            assertThat(page.path("Parts").findValuesAsText("RangeInBytes"))
                                    .containsExactly("0-1048575");
                            final JsonNode last = t.send(archive.request("GET")
                                            .query("limit", "1")
                                            .query("marker", page.path("Marker").textValue()))
                                    .is(200)
                                    .json();
                            assertThat(last.path("Parts").findValuesAsText("RangeInBytes"))
                                    .containsExactly("1048576-1048580");
                            assertThat(last.has("Marker")).isTrue();
                            assertThat(last.path("Marker").isNull()).isTrue();
                        }));
    }

    private static void wrongCompletions(final WireTrial t) throws IOException, InterruptedException {
        final WireArchive archive = WireArchive.create(t);
        archive.range(0, new byte[PART]).send().isEmpty(204);
        archive.range(2L * PART, new byte[5]).send().isEmpty(204);
        final String gap = WireArchive.treeHash(new byte[PART + 5]);
        t.send(archive.completion(2L * PART + 5, gap)).refusesAsGlacier(400, INVALID, CLIENT);
        archive.range(PART, new byte[PART]).send().isEmpty(204);
        final String hash = WireArchive.treeHash(new byte[2 * PART + 5]);
        t.send(archive.completion(2L * PART + 5, "0".repeat(64))).refusesAsGlacier(400, INVALID, CLIENT);
        t.send(archive.completion(2L * PART + 4, hash)).refusesAsGlacier(400, INVALID, CLIENT);
        archive.isOpen();
        archive.abort().isEmpty(204);
        archive.isGone();
    }
}
