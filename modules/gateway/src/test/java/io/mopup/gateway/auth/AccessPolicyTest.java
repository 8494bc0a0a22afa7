/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.events.Dialect;
import io.mopup.events.PolicyDecision;
import io.mopup.events.SessionMode;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessPolicyTest {
    private static final Statement ALLOW = new Statement(
            Statement.Effect.ALLOW, List.of("s3:Abort*", "s3:List?arts"), List.of("arn:aws:s3:::bucket/*"));
    private static final Statement DENY =
            new Statement(Statement.Effect.DENY, List.of("S3:*"), List.of("arn:aws:s3:::bucket/kept/*"));

    @ParameterizedTest
    @CsvSource({
        "s3:AbortMultipartUpload, arn:aws:s3:::bucket/key, ALLOW",
        "S3:ABORTmultipartupload, arn:aws:s3:::bucket/key, ALLOW",
        "s3:ListParts, arn:aws:s3:::bucket/a/b, ALLOW",
        "s3:Listarts, arn:aws:s3:::bucket/key, NONE",
        "s3:AbortMultipartUpload, arn:aws:s3:::Bucket/key, NONE",
        "s3:AbortMultipartUpload, arn:aws:s3:::bucket, NONE",
        "s3:AbortMultipartUpload, arn:aws:s3:::bucket2/key, NONE",
        "s3:AbortMultipartUpload, arn:aws:s3:::bucket/kept/key, DENY",
        "s3:PutObject, arn:aws:s3:::bucket/kept/key, DENY",
        "s3:PutObject, arn:aws:s3:::bucket/key, NONE",
        "glacier:AbortMultipartUpload, arn:aws:s3:::bucket/kept/key, NONE",
    })
    void shouldLetTheDenialWinWhateverTheOrder(
            final String action, final String resource, final PolicyDecision decision) {
        assertThat(AccessPolicy.decide(caller(ALLOW, DENY), action, resource)).isEqualTo(decision);
        assertThat(AccessPolicy.decide(caller(DENY, ALLOW), action, resource)).isEqualTo(decision);
    }

    @Test
    void shouldAllowEverythingToTheDevelopmentAccount() {
        final Caller root = CredentialsFile.development()
                .byAccessKey("mopupdev")
                .orElseThrow()
                .caller();
        assertThat(AccessPolicy.decide(root, "s3:AbortMultipartUpload", "arn:aws:s3:::b/k"))
                .isEqualTo(PolicyDecision.ALLOW);
    }

    @Property(tries = 5_000, edgeCases = EdgeCasesMode.NONE)
    void shouldMatchWhatAnExpressionMatches(@ForAll final long seed) {
        final Random random = new Random(seed);
        final String pattern = text(random, "ab*?", 8);
        final String text = text(random, "ab*?", 8);
        final String expression = Arrays.stream(pattern.split(""))
                .map(each -> each.equals("*") ? ".*" : each.equals("?") ? "." : Pattern.quote(each))
                .reduce("", String::concat);

        assertThat(Wildcards.match(pattern, text)).isEqualTo(Pattern.matches(expression, text));
    }

    /** A pattern with many stars and a name that almost matches: backtracking over all of them would not end. */
    @Test
    void shouldDecideWhenManyStarsAlmostMatch() {
        assertThat(Wildcards.match("*a".repeat(200) + "b", "a".repeat(1024))).isFalse();
    }

    private static String text(final Random random, final String alphabet, final int longest) {
        final StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(longest + 1); i > 0; i--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    private static Caller caller(final Statement... policy) {
        return new Caller("111122223333", "arn:x", Dialect.S3, SessionMode.NONE, List.of(policy));
    }
}
