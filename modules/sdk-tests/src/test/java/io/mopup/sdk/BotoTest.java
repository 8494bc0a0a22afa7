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

/** boto3, as Debian has it, with the snippets of its reference. */
@Tag("clients")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BotoTest {
    private final String vault = Buckets.next("boto-vault");
    private JsonNode answers;

    @BeforeAll
    void runSnippets() throws IOException {
        final RealStack stack = RealStack.get();
        answers = ExternalClient.answers(
                "/usr/bin/python3",
                ExternalClient.SCRIPTS.resolve("boto3_snippets.py").toString(),
                stack.s3Url(),
                stack.glacierUrl(),
                Buckets.next("boto"),
                Buckets.next("boto") + "--use1-az4--x-s3",
                vault);
    }

    @ParameterizedTest
    @CsvSource({
        "createBucket, 200",
        "create, 200",
        "part1, 200",
        "part2, 200",
        "abort, 204",
        "abortAgain, 204",
        "abortUnknown, 404 NoSuchUpload",
        "abortWrongKey, 404 NoSuchUpload",
        "listPartsOfAborted, 404 NoSuchUpload",
        "abortNoBucket, 404 NoSuchBucket",
        "abortWrongOwner, 403 AccessDenied",
        "abortWrongKeyPair, 403 AccessDenied",
        "abortEmptyId, 404 NoSuchUpload",
        "createDirectoryBucket, 200"
    })
    void shouldBeAnsweredAsTheS3ReferenceSays(final String call, final String expected) {
        assertThat(answers.path(call).asText()).as(answers.toString()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "createVault, 201",
        "initiate, 201",
        "range1, 204",
        "range2, 204",
        "listRanges, 200",
        "abortArchive, 204",
        "abortArchiveAgain, 204",
        "abortArchiveUnknown, 404 ResourceNotFoundException",
        "abortArchiveEmptyId, 400 MissingParameterValueException",
        "abortOfAnotherAccount, 403 AccessDeniedException",
        "whole, 204",
        "completeNoHash, 400 MissingParameterValueException",
        "complete, 201",
        "abortCompleted, 404 ResourceNotFoundException"
    })
    void shouldBeAnsweredAsTheGlacierReferenceSays(final String call, final String expected) {
        assertThat(answers.path(call).asText()).as(answers.toString()).isEqualTo(expected);
    }

    @Test
    void shouldSeeWhatItWrote() {
        assertThat(answers.path("parts").toString()).isEqualTo("[1,2]");
        assertThat(answers.path("uploads").toString()).isEqualTo("[true]");
        assertThat(answers.path("ranges").toString()).isEqualTo("[\"0-1048575\",\"1048576-1048580\"]");
        assertThat(answers.path("archive").asBoolean()).isTrue();
    }

    @Test
    void shouldReadTheSameBytesWhenAFileOfFourPartsWasUploaded() {
        assertThat(answers.path("large").asText()).as(answers.toString()).isEqualTo("-4");
        assertThat(answers.path("sameBytes").asBoolean()).isTrue();
    }

    @Test
    void shouldNotDeleteTheObjectWhenTheUploadIdIsEmpty() {
        assertThat(answers.path("kept").asText()).isEqualTo("kept");
    }

    @Test
    void shouldNameTheAccountInTheLocationWhenTheRequestSaysOnlyADash() {
        assertThat(answers.path("location").asText())
                .startsWith("/111122223333/vaults/" + vault + "/multipart-uploads/");
    }
}
