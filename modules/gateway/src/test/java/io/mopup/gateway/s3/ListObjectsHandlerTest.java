/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.events.SessionMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListObjectsHandlerTest {
    private static final String FACTS = "<LastModified>2023-11-15T12:02:40.000Z</LastModified>"
            + "<ETag>\"900150983cd24fb0d6963f7d28e17f72\"</ETag><Size>3</Size>";
    private static final String OWNER = "<Owner><ID>111122223333</ID><DisplayName>111122223333</DisplayName></Owner>";
    private static final String STANDARD = "<StorageClass>STANDARD</StorageClass>";

    @TempDir
    Path root;

    private Bench bench;

    @BeforeEach
    void open() {
        bench = new Bench(root).bucket("photos");
    }

    @Test
    void shouldBeTheDocumentOfS3WhenTheFirstListIsAskedFor() {
        bench.object("a", "abc");
        bench.object("b/1", "abc");
        bench.object("c", "abc");
        assertThat(first("?delimiter=%2F&max-keys=2"))
                .endsWith("<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Name>photos</Name>"
                        + "<Prefix></Prefix><Marker></Marker><NextMarker>b/</NextMarker><MaxKeys>2</MaxKeys>"
                        + "<Delimiter>/</Delimiter><IsTruncated>true</IsTruncated>"
                        + "<Contents><Key>a</Key>" + FACTS + OWNER + STANDARD + "</Contents>"
                        + "<CommonPrefixes><Prefix>b/</Prefix></CommonPrefixes></ListBucketResult>");
        assertThat(first("?delimiter=%2F&marker=b%2F")).contains("<Key>c</Key>").doesNotContain("CommonPrefixes");
    }

    @Test
    void shouldBeTheDocumentOfS3WhenTheSecondListIsAskedFor() {
        bench.object("a", "abc");
        bench.object("b", "abc");
        assertThat(second("&max-keys=1&start-after=0"))
                .contains("<Name>photos</Name><Prefix></Prefix><StartAfter>0</StartAfter><NextContinuationToken>")
                .endsWith("</NextContinuationToken><KeyCount>1</KeyCount><MaxKeys>1</MaxKeys>"
                        + "<IsTruncated>true</IsTruncated><Contents><Key>a</Key>" + FACTS + STANDARD
                        + "</Contents></ListBucketResult>");
        assertThat(second("&fetch-owner=true")).contains(OWNER);
    }

    @Test
    void shouldBeTheDocumentOfS3WhenVersionsAreAskedFor() {
        bench.object("a", "abc");
        bench.object("b", "abc");
        assertThat(versions("?versions&max-keys=1"))
                .endsWith("<Name>photos</Name><Prefix></Prefix><KeyMarker></KeyMarker>"
                        + "<VersionIdMarker></VersionIdMarker><NextKeyMarker>a</NextKeyMarker>"
                        + "<NextVersionIdMarker>null</NextVersionIdMarker><MaxKeys>1</MaxKeys>"
                        + "<IsTruncated>true</IsTruncated><Version><Key>a</Key><VersionId>null</VersionId>"
                        + "<IsLatest>true</IsLatest>" + FACTS + OWNER + STANDARD + "</Version></ListVersionsResult>");
        assertThat(versions("?versions&key-marker=a&version-id-marker=null"))
                .contains("<Key>b</Key>")
                .doesNotContain("<Key>a</Key>");
    }

    @Test
    void shouldShowEachKeyOnceWhenPagesAreFollowed() {
        final List<String> keys = List.of("%00", "a", "b%2F1", "b%2F2", "%C3%BC", "%F0%9F%98%80");
        keys.forEach(key -> bench.object(key, "abc"));
        final List<String> seen = new ArrayList<>();
        String query = "";
        for (int page = 0; page < keys.size(); page++) {
            final String document = second("&encoding-type=url&max-keys=1" + query);
            seen.addAll(all(document, "Key"));
            if (document.contains("<IsTruncated>false")) {
                break;
            }
            query = "&continuation-token="
                    + all(document, "NextContinuationToken").get(0);
        }
        assertThat(seen).containsExactly("%00", "a", "b/1", "b/2", "%C3%BC", "%F0%9F%98%80");
    }

    @Test
    void shouldNotRepeatAPrefixWhenAPageEndedWithIt() {
        List.of("a/1", "a/2", "b").forEach(key -> bench.object(key, "abc"));
        final String page = second("&delimiter=%2F&max-keys=1");
        assertThat(all(page, "Prefix")).contains("a/");
        final String next = second("&delimiter=%2F&max-keys=1&continuation-token="
                + all(page, "NextContinuationToken").get(0));
        assertThat(next).contains("<Key>b</Key>").doesNotContain("CommonPrefixes");
    }

    @Test
    void shouldOnlySeeItsOwnBucketWhenKeysAreAlike() {
        bench.bucket("other");
        bench.object("a", "abc");
        assertThat(Bench.text(bench.call(S3Operation.LIST_OBJECTS, "/other").send()))
                .doesNotContain("<Contents>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "&max-keys=-1",
                "&max-keys=a",
                "&encoding-type=xml",
                "&encoding-type=",
                "&continuation-token=",
                "&continuation-token=!",
                "&continuation-token=YQ"
            })
    void shouldRefuseWhenAParameterIsNone(final String query) {
        assertThat(bench.call(S3Operation.LIST_OBJECTS_V2, "/photos?list-type=2" + query)
                        .refused()
                        .errorCode())
                .isEqualTo("InvalidArgument");
    }

    @Test
    void shouldListByDirectoriesOnlyWhenABucketIsOne() {
        bench.bucket("base--use1-az4--x-s3");
        for (final String query : List.of("&delimiter=-", "&prefix=a")) {
            assertThat(bench.call(S3Operation.LIST_OBJECTS_V2, "/base--use1-az4--x-s3?list-type=2" + query)
                            .by(Bench.session(SessionMode.READ_ONLY))
                            .refused()
                            .errorCode())
                    .isEqualTo("InvalidArgument");
        }
    }

    @Test
    void shouldDenyWhenAStrangerLists() {
        for (final S3Operation operation :
                List.of(S3Operation.LIST_OBJECTS, S3Operation.LIST_OBJECTS_V2, S3Operation.LIST_OBJECT_VERSIONS)) {
            assertThat(bench.call(operation, "/photos?list-type=2")
                            .by(Bench.root(Bench.STRANGER))
                            .refused()
                            .errorCode())
                    .isEqualTo("AccessDenied");
        }
    }

    private String first(final String query) {
        return Bench.text(
                bench.call(S3Operation.LIST_OBJECTS, "/photos" + query).send());
    }

    private String second(final String query) {
        return Bench.text(bench.call(S3Operation.LIST_OBJECTS_V2, "/photos?list-type=2" + query)
                .send());
    }

    private String versions(final String query) {
        return Bench.text(
                bench.call(S3Operation.LIST_OBJECT_VERSIONS, "/photos" + query).send());
    }

    private static List<String> all(final String document, final String element) {
        final Matcher matcher = Pattern.compile("<" + element + ">([^<]*)<").matcher(document);
        final List<String> all = new ArrayList<>();
        while (matcher.find()) {
            all.add(matcher.group(1));
        }
        return all;
    }
}
