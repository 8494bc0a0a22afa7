/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** General purpose buckets: lists. */
final class WireListCases {
    private static final String ID_MARKER = "upload-id-marker";

    private WireListCases() {}

    static List<WireCase> cases() {
        return List.of(
                new WireCase(
                        43,
                        "GP",
                        "parts 1 and 2 are listed one a page",
                        "first page truncated with marker 1; second page not truncated with marker 2",
                        WireListCases::pagesOfParts),
                new WireCase(44, "GP", "no parts are listed", "200, both markers 0, no Part", t -> {
                    final WireAnswer list = t.send(t.upload().request("GET")).isDocument("ListPartsResult");
                    assertThat(list.text("PartNumberMarker")).isEqualTo("0");
                    assertThat(list.text("NextPartNumberMarker")).isEqualTo("0");
                    assertThat(list.text("IsTruncated")).isEqualTo("false");
                    assertThat(list.elements()).doesNotContain("Part");
                }),
                new WireCase(
                        45,
                        "GP",
                        "parts are listed with max-parts -1; with 5000",
                        "400 InvalidArgument; MaxParts 1000",
                        t -> {
                            final WireUpload upload = t.upload();
                            t.send(upload.request("GET").query("max-parts", "-1"))
                                    .refuses(
                                            400, "InvalidArgument", "ArgumentName", "max-parts", "ArgumentValue", "-1");
                            final WireAnswer list = t.send(upload.request("GET").query("max-parts", "5000"));
                            assertThat(list.text("MaxParts")).isEqualTo("1000");
                        }),
                new WireCase(
                        46,
                        "GP",
                        "three uploads of key a, one of key b, listed one a page",
                        "those of a by their time, then b, with the markers of the last one",
                        WireListCases::pagesOfUploads),
                new WireCase(
                        47,
                        "GP",
                        "uploads are listed with an id marker alone; with one of another key",
                        "the marker is ignored; 400 InvalidArgument that names it",
                        t -> {
                            final WireUpload a = t.upload("mopupdev", t.bucket(), "a");
                            final WireUpload b = t.upload("mopupdev", a.bucket(), "b");
                            assertThat(t.send(uploads(a).query(ID_MARKER, b.id()))
                                            .isDocument("ListMultipartUploadsResult")
                                            .texts("UploadId"))
                                    .containsExactly(a.id(), b.id());
                            t.send(uploads(a).query("key-marker", "a").query(ID_MARKER, b.id()))
                                    .refuses(
                                            400, "InvalidArgument", "ArgumentName", ID_MARKER, "ArgumentValue", b.id());
                        }),
                new WireCase(
                        48,
                        "GP",
                        "uploads are listed with the marker of one that was just aborted",
                        "400 InvalidArgument",
                        t -> {
                            final WireUpload upload = t.upload("mopupdev", t.bucket(), "a");
                            t.send(uploads(upload).query("key-marker", "a").query(ID_MARKER, upload.id()))
                                    .is(200);
                            upload.abort().isEmpty(204);
                            t.send(uploads(upload).query("key-marker", "a").query(ID_MARKER, upload.id()))
                                    .refuses(
                                            400,
                                            "InvalidArgument",
                                            "ArgumentName",
                                            ID_MARKER,
                                            "ArgumentValue",
                                            upload.id());
                        }));
    }

    private static WireRequest uploads(final WireUpload upload) {
        return WireRequest.s3("GET", "/" + upload.bucket()).query("uploads", null);
    }

    private static void pagesOfParts(final WireTrial t) throws IOException, InterruptedException {
        final WireUpload upload = t.upload();
        upload.part(1, 10);
        upload.part(2, 10);
        final WireAnswer page =
                t.send(upload.request("GET").query("max-parts", "1")).isDocument("ListPartsResult");
        assertThat(page.text("IsTruncated")).isEqualTo("true");
        assertThat(page.text("NextPartNumberMarker")).isEqualTo("1");
        assertThat(page.text("LastModified")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        final WireAnswer last = t.send(
                        upload.request("GET").query("max-parts", "1").query("part-number-marker", "1"))
                .isDocument("ListPartsResult");
        assertThat(last.texts("PartNumber")).containsExactly("2");
        assertThat(last.text("IsTruncated")).isEqualTo("false");
        assertThat(last.text("NextPartNumberMarker")).isEqualTo("2");
    }

    private static void pagesOfUploads(final WireTrial t) throws IOException, InterruptedException {
        final String bucket = t.bucket();
        final List<String> expected = new ArrayList<>();
        final WireUpload b = t.upload("mopupdev", bucket, "b");
        for (int i = 0; i < 3; i++) {
            expected.add("a " + t.upload("mopupdev", bucket, "a").id());
        }
        expected.add("b " + b.id());
        final List<String> listed = new ArrayList<>();
        WireAnswer page = t.send(uploads(b).query("max-uploads", "1"));
        listed.add(only(page));
        for (int i = 1; i < expected.size(); i++) {
            assertThat(page.text("IsTruncated")).isEqualTo("true");
            page = t.send(uploads(b)
                    .query("max-uploads", "1")
                    .query("key-marker", page.text("NextKeyMarker"))
                    .query(ID_MARKER, page.text("NextUploadIdMarker")));
            listed.add(only(page));
        }
        assertThat(page.text("IsTruncated")).isEqualTo("false");
        assertThat(listed).isEqualTo(expected);
    }

    private static String only(final WireAnswer page) {
        assertThat(page.isDocument("ListMultipartUploadsResult").texts("UploadId"))
                .hasSize(1);
        final String name = page.text("Key") + " " + page.text("UploadId");
        assertThat(page.text("NextKeyMarker") + " " + page.text("NextUploadIdMarker"))
                .isEqualTo(name);
        return name;
    }
}
