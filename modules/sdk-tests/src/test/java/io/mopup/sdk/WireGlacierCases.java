/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.events.Dialect;
import java.io.IOException;
import java.util.List;

/** Vaults: uploads that begin and end, and requests that name nothing. */
final class WireGlacierCases {
    private static final String CLIENT = "Client";
    private static final String INVALID = "InvalidParameterValueException";
    private static final String MISSING = "MissingParameterValueException";
    private static final String NOT_FOUND = "ResourceNotFoundException";

    private WireGlacierCases() {}

    static List<WireCase> cases() {
        return List.of(
                new WireCase(
                        81,
                        "GL",
                        "initiated with part size 1048576 and account '-'",
                        "201, Location with the twelve digits of the account",
                        t -> {
                            final String vault = t.vault();
                            final WireAnswer created = t.send(WireArchive.initiate(vault, "1048576"));
                            created.isEmpty(201)
                                    .has(
                                            "Location",
                                            "/" + WireTrial.OWNER + "/vaults/" + vault + "/multipart-uploads/"
                                                    + created.header("x-amz-multipart-upload-id"));
                            assertThat(created.header("x-amzn-RequestId")).isNotBlank();
                        }),
                new WireCase(
                        82,
                        "GL",
                        "initiated with part size 0, 1000000, 10485760, 8589934592; with 4294967296; without",
                        "400 InvalidParameterValueException each; 201; 400 MissingParameterValueException",
                        t -> {
                            final String vault = t.vault();
                            for (final String size : List.of("0", "1000000", "10485760", "8589934592")) {
                                t.send(WireArchive.initiate(vault, size)).refusesAsGlacier(400, INVALID, CLIENT);
                            }
                            t.send(WireArchive.initiate(vault, "4294967296")).isEmpty(201);
                            t.send(WireArchive.initiate(vault, "1").without("x-amz-part-size"))
                                    .refusesAsGlacier(400, MISSING, CLIENT);
                        }),
                new WireCase(
                        83,
                        "GL",
                        "two ranges; aborted with account '-'",
                        "204 with x-amzn-RequestId; no range is left",
                        t -> {
                            final WireArchive archive = WireArchive.create(t);
                            archive.range(0, new byte[WireArchive.PART_SIZE])
                                    .send()
                                    .isEmpty(204);
                            archive.range(WireArchive.PART_SIZE, new byte[5])
                                    .send()
                                    .isEmpty(204);
                            assertThat(archive.listParts().json().path("Parts").findValuesAsText("RangeInBytes"))
                                    .containsExactly("0-1048575", "1048576-1048580");
                            assertThat(StoreFiles.of(archive.vault())).hasSize(2);
                            assertThat(archive.abort().isEmpty(204).header("x-amzn-RequestId"))
                                    .isNotBlank();
                            archive.isGone();
                        }),
                new WireCase(84, "GL", "aborted twice", "204; 204", t -> {
                    final WireArchive archive = WireArchive.create(t);
                    archive.abort().isEmpty(204);
                    archive.abort().isEmpty(204);
                }),
                new WireCase(85, "GL", "completed, then aborted", "201; 404; the archive stays", t -> {
                    final WireArchive archive = WireArchive.create(t);
                    archive.range(0, new byte[9]).send().isEmpty(204);
                    t.send(archive.completion(9, WireArchive.treeHash(new byte[9])))
                            .isEmpty(201);
                    archive.abort().refusesAsGlacier(404, NOT_FOUND, CLIENT);
                    assertThat(archives(archive.vault())).isEqualTo(1);
                }),
                new WireCase(86, "GL", "aborted with a made-up id; in another vault", "404; 404; IN_PROGRESS", t -> {
                    final WireArchive archive = WireArchive.create(t);
                    archive.named("fakeid").abort().refusesAsGlacier(404, NOT_FOUND, CLIENT);
                    archive.in(t.vault()).abort().refusesAsGlacier(404, NOT_FOUND, CLIENT);
                    archive.isOpen();
                }),
                new WireCase(
                        87,
                        "GL",
                        "aborted with the account of somebody else; with 1111-2222-3333",
                        "403 AccessDeniedException; 400 InvalidParameterValueException; IN_PROGRESS",
                        t -> {
                            final WireArchive archive = WireArchive.create(t);
                            archive.of(WireTrial.STRANGER)
                                    .abort()
                                    .refusesAsGlacier(403, "AccessDeniedException", CLIENT);
                            archive.of("1111-2222-3333").abort().refusesAsGlacier(400, INVALID, CLIENT);
                            archive.isOpen();
                        }),
                new WireCase(88, "GL", "aborted without x-amz-glacier-version", "400 " + MISSING, t -> {
                    final WireArchive archive = WireArchive.create(t);
                    t.send(archive.request("DELETE").without("x-amz-glacier-version"))
                            .refusesAsGlacier(400, MISSING, CLIENT);
                    archive.isOpen();
                }),
                new WireCase(89, "GL", "an account without storage in the service: aborted", "400", t -> {
                    final String vault = t.registered(Dialect.GLACIER, v -> v.setNoLongerSupported(true));
                    new WireArchive(t, "-", vault, "u")
                            .abort()
                            .refusesAsGlacier(400, "NoLongerSupportedException", CLIENT);
                }),
                new WireCase(98, "GL", "aborted with an empty id", "400 " + MISSING + "; no list", t -> {
                    final WireArchive archive = WireArchive.create(t);
                    archive.named("").abort().refusesAsGlacier(400, MISSING, CLIENT);
                    archive.isOpen();
                }));
    }

    static long archives(final String vault) throws IOException, InterruptedException {
        return WireRequest.glacier("GET", "/-/vaults/" + vault)
                .send()
                .is(200)
                .json()
                .path("NumberOfArchives")
                .longValue();
    }
}
