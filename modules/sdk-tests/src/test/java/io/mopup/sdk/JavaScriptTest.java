/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** AWS SDK for JavaScript v3 with the snippets of its reference. */
@Tag("clients")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JavaScriptTest {
    private JsonNode answers;

    @BeforeAll
    void runSnippets() throws IOException {
        final RealStack stack = RealStack.get();
        final String directoryBucket = Buckets.next("js") + "--use1-az4--x-s3";
        // With an endpoint of one's own this SDK opens a session even to create the bucket.
        S3Clients.withoutSessions("mopupdev").createBucket(request -> request.bucket(directoryBucket));
        answers = ExternalClient.answers(
                "node",
                ExternalClient.SCRIPTS.resolve("js").resolve("snippets.js").toString(),
                stack.s3Url(),
                stack.glacierUrl(),
                Buckets.next("js"),
                directoryBucket,
                Buckets.next("js-vault"));
    }

    @ParameterizedTest
    @CsvSource({
        "createBucket, 200",
        "create, 200",
        "part1, 200",
        "listParts, 200",
        "listUploads, 200",
        "abort, 204",
        "abortAgain, 204",
        "abortUnknown, 404 NoSuchUpload",
        "abortConditional, 501 NotImplemented",
        "complete, 200",
        "get, 200",
        "large1, 200",
        "large2, 200",
        "completeLarge, 200",
        "getLarge, 200"
    })
    void shouldBeAnsweredAsTheS3ReferenceSays(final String call, final String expected) {
        assertThat(answers.path(call).asText()).as(answers.toString()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "createInDirectory, 200",
        "listInDirectory, 200",
        "abortAtAnotherTime, 412 PreconditionFailed",
        "abortAtItsTime, 204",
        "abortUnknownWithTime, 204",
        "abortUnknownWithoutTime, 404 NoSuchUpload"
    })
    void shouldBeAnsweredAsADirectoryBucketDoes(final String call, final String expected) {
        assertThat(answers.path(call).asText()).as(answers.toString()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "createVault, 201",
        "initiate, 201",
        "range, 204",
        "listArchives, 200",
        "abortArchive, 204",
        "abortArchiveUnknown, 404 ResourceNotFoundException"
    })
    void shouldBeAnsweredAsTheGlacierReferenceSays(final String call, final String expected) {
        assertThat(answers.path(call).asText()).as(answers.toString()).isEqualTo(expected);
    }

    @Test
    void shouldSeeWhatItWrote() {
        assertThat(answers.path("parts").toString()).isEqualTo("[1048576]");
        assertThat(answers.path("keys").toString()).isEqualTo("[\"folder/näme +1\"]");
        assertThat(answers.path("object").asText()).isEqualTo("zzzzzzzzzz");
        assertThat(answers.path("sameBytes").asBoolean()).isTrue();
        assertThat(answers.path("archives").toString()).isEqualTo("[1048576]");
    }
}
