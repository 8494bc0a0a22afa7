/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mopup.events.Dialect;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CredentialsFileTest {
    private static final String GOOD = """
            {"sessionKey": "HUSH-4567890123456789012345678901",
             "accounts": [
              {"id": "111122223333", "family": "S3", "users": [
                {"root": true, "accessKeyId": "k1", "secretAccessKey": "HUSH-1"},
                {"name": "uploader", "accessKeyId": "k2", "secretAccessKey": "HUSH-2", "policy": [
                  {"effect": "ALLOW", "actions": ["s3:*"], "resources": ["arn:aws:s3:::bucket/*"]}]}]},
              {"id": "444455556666", "family": "COS", "users": [
                {"name": "cos", "accessKeyId": "k3", "secretAccessKey": "HUSH-3", "bearerToken": "HUSH-token-89012"}]}]}
            """;

    @TempDir
    Path folder;

    @Test
    void shouldKnowTheUsersWhenTheFileIsGood() {
        final CredentialsFile file = parse(GOOD);

        final Caller uploader = file.byAccessKey("k2").orElseThrow().caller();
        assertThat(uploader.principal()).isEqualTo("arn:aws:iam::111122223333:user/uploader");
        assertThat(uploader.policy()).hasSize(1);
        assertThat(file.byAccessKey("k1").orElseThrow().caller().principal())
                .isEqualTo("arn:aws:iam::111122223333:root");
        assertThat(file.byBearerToken("HUSH-token-89012").orElseThrow().caller().family())
                .isEqualTo(Dialect.COS);
        assertThat(file.byAccessKey("k4")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"root\": true, | \"root\": true, \"extra\": 1, | accounts[0].users[0].extra",
                "\"root\": true, | \"root\": true, \"root\": true, | comes twice",
                "\"root\": true, | \"root\": \"true\", | accounts[0].users[0].root",
                "\"root\": true, | \"root\": true, \"name\": \"n\", | accounts[0].users[0] needs either",
                "\"root\": true, | | accounts[0].users[0] needs either",
                "\"uploader\" | \"up loader\" | accounts[0].users[1].name",
                "\"k2\" | \"k1\" | accounts[0].users[1].accessKeyId is there twice",
                "\"k2\" | \"k/2\" | accounts[0].users[1].accessKeyId",
                "\"k2\" | null | accounts[0].users[1].accessKeyId",
                "\"HUSH-2\" | null | accounts[0].users[1].secretAccessKey is missing",
                "\"HUSH-2\" | \"\" | accounts[0].users[1].secretAccessKey is empty",
                "\"HUSH-2\" | 17 | accounts[0].users[1].secretAccessKey",
                "\"HUSH-2\" | [\"HUSH-2\"] | accounts[0].users[1].secretAccessKey",
                "\"HUSH-2\" | HUSH-2 | Not JSON",
                "\"HUSH-2\" | \"HUSH-2\", \"secretAccessKeyFile\": \"f\" | is given twice",
                "\"HUSH-2\" | \"HUSH-2\", \"bearerToken\": \"HUSH-token-89013\" | is for accounts of COS",
                "\"HUSH-token-89012\" | \"HUSH-token\" | less than 16",
                "\"HUSH-4567890123456789012345678901\" | \"HUSH-45678901234567890123456789\" | less than 32",
                "\"111122223333\" | \"11112222333\" | accounts[0].id is not 12 digits",
                "\"111122223333\" | \"444455556666\" | accounts[1].id is there twice",
                "\"S3\" | \"GLACIER\" | accounts[0].family is neither",
                "\"S3\" | \"HUSH\" | accounts[0].family",
                "\"S3\" | null | accounts[0] lacks",
                "\"ALLOW\" | \"PERMIT\" | accounts[0].users[1].policy[0].effect",
                "\"ALLOW\" | null | accounts[0].users[1].policy[0].effect",
                "[\"s3:*\"] | [] | policy[0].actions is missing or empty",
                "[\"s3:*\"] | [\"Abort\"] | policy[0].actions",
                "[\"arn:aws:s3:::bucket/*\"] | [\"bucket/*\"] | policy[0].resources",
            })
    void shouldSayWhereItIsWrongAndNoSecret(final String good, final String bad, final String message) {
        final String json = GOOD.replaceFirst(Pattern.quote(good), Matcher.quoteReplacement(bad == null ? "" : bad));
        assertThat(json).isNotEqualTo(GOOD);

        assertThatThrownBy(() -> parse(json))
                .isInstanceOf(CredentialsException.class)
                .satisfies(e -> {
                    assertThat(e).hasMessageContaining(message);
                    assertThat(trace(e)).doesNotContain("HUSH");
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"``", "null", "[]", "{}", "{\"accounts\": []}", "{\"accounts\": [null]}"})
    void shouldRefuseWhenThereIsNobody(final String json) {
        assertThatThrownBy(() -> parse(json)).isInstanceOf(CredentialsException.class);
    }

    @Test
    void shouldRefuseWhenSomethingFollows() {
        assertThatThrownBy(() -> parse(GOOD + "{}")).isInstanceOf(CredentialsException.class);
    }

    @Test
    void shouldRefuseWhenTwoUsersHaveTheSameToken() {
        final String two = GOOD.replace(
                "\"HUSH-token-89012\"}",
                "\"HUSH-token-89012\"}, {\"name\": \"d\", \"accessKeyId\": \"k4\", \"secretAccessKey\": \"x\","
                        + "\"bearerToken\": \"HUSH-token-89012\"}");

        assertThatThrownBy(() -> parse(two)).hasMessage("accounts[1].users[1].bearerToken is there twice");
    }

    @Test
    void shouldReadSecretsWhenTheyAreInFilesOfTheirOwn() throws IOException {
        Files.writeString(folder.resolve("one.secret"), "from-file\n");
        final Path file = folder.resolve("credentials.json");
        Files.writeString(
                file, GOOD.replace("\"secretAccessKey\": \"HUSH-2\"", "\"secretAccessKeyFile\": \"one.secret\""));

        final User user = CredentialsFile.read(file).byAccessKey("k2").orElseThrow();

        assertThat(user.secretAccessKey().matches("from-file")).isTrue();
        Files.delete(folder.resolve("one.secret"));
        assertThatThrownBy(() -> CredentialsFile.read(file)).hasMessageContaining("one.secret cannot be read");
    }

    @ParameterizedTest
    @CsvSource({"rw-------, false", "rw-r-----, true", "rw----r--, true", "rw-----w-, true"})
    void shouldNoticeWhenOthersCanReadAFile(final String permissions, final boolean open) throws IOException {
        final Path file = folder.resolve("f");
        Files.writeString(file, "x");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

        assertThat(SecretFiles.openToOthers(file)).isEqualTo(open);
    }

    @Test
    void shouldShowNoSecretWhenAnythingIsPrinted() {
        final CredentialsFile file = parse(GOOD);
        final User user = file.byAccessKey("k3").orElseThrow();

        assertThat(file + " " + user + " " + user.caller() + " " + file.sessionKey() + " "
                        + new SessionCredentials("id", "HUSH", "HUSH", Requests.NOW)
                        + CredentialsJson.parse(GOOD.getBytes(StandardCharsets.UTF_8))
                        + CredentialsJson.parse(GOOD.getBytes(StandardCharsets.UTF_8))
                                .accounts())
                .contains("arn:aws:iam::444455556666:user/cos")
                .doesNotContain("HUSH");
    }

    private static CredentialsFile parse(final String json) {
        return CredentialsFile.parse(json.getBytes(StandardCharsets.UTF_8), Path.of(""));
    }

    private static String trace(final Throwable e) {
        final StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
