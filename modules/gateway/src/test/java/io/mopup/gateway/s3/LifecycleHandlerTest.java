/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.core.dialect.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LifecycleHandlerTest {
    private static final String ABORT =
            "<AbortIncompleteMultipartUpload><DaysAfterInitiation>3</DaysAfterInitiation></AbortIncompleteMultipartUpload>";
    private static final String ENABLED = "<Status>Enabled</Status>";

    @TempDir
    Path root;

    private Bench bench;

    @BeforeEach
    void open() {
        bench = new Bench(root).bucket("photos");
    }

    @Test
    void shouldReturnTheRulesWhenTheyWereRegistered() {
        assertThat(put("<Rule><ID>logs</ID><Filter><Prefix>logs/</Prefix></Filter>" + ENABLED + ABORT + "</Rule>"
                                + "<Rule><ID>old</ID><Prefix></Prefix><Status>Disabled</Status>" + ABORT + "</Rule>")
                        .send()
                        .status())
                .isEqualTo(200);
        assertThat(bench.registered.get("s3/photos").getLifecycleRules()).hasSize(2);
        assertThat(bench.registered.get("s3/photos").getAccount()).isEqualTo(Bench.OWNER);
        assertThat(Bench.text(bench.call(S3Operation.GET_LIFECYCLE, "/photos?lifecycle")
                        .send()))
                .endsWith("<Rule><ID>logs</ID><Filter><Prefix>logs/</Prefix></Filter>" + ENABLED + ABORT + "</Rule>"
                        + "<Rule><ID>old</ID><Filter><Prefix></Prefix></Filter><Status>Disabled</Status>" + ABORT
                        + "</Rule></LifecycleConfiguration>");
    }

    @Test
    void shouldMatchAllKeysWhenTheFilterIsEmpty() {
        put("<Rule><Filter/>" + ENABLED + ABORT + "</Rule>").send();
        final var rule = bench.registered.get("s3/photos").getLifecycleRules().get(0);
        assertThat(rule.getPrefix()).isEmpty();
        assertThat(rule.getId()).isNotEmpty();
        assertThat(rule.getDaysAfterInitiation()).isEqualTo(3);
    }

    @Test
    void shouldHaveNoRulesWhenTheyWereDeleted() {
        put("<Rule><Filter/>" + ENABLED + ABORT + "</Rule>").send();
        assertThat(bench.call(S3Operation.DELETE_LIFECYCLE, "/photos?lifecycle")
                        .send()
                        .status())
                .isEqualTo(204);
        assertThat(bench.call(S3Operation.GET_LIFECYCLE, "/photos?lifecycle")
                        .refused()
                        .errorCode())
                .isEqualTo("NoSuchLifecycleConfiguration");
    }

    @ParameterizedTest
    @CsvSource({
        "0, InvalidArgument",
        "-1, InvalidArgument",
        "1.5, MalformedXML",
        "'', MalformedXML",
    })
    void shouldRefuseWhenDaysAreNone(final String days, final String code) {
        final Answer refused = put("<Rule><Filter/>" + ENABLED + ABORT.replace(">3<", ">" + days + "<") + "</Rule>")
                .refused();
        assertThat(refused.errorCode()).isEqualTo(code);
        assertThat(refused.httpStatus()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "<Filter><Tag><Key>a</Key><Value>b</Value></Tag></Filter>, 400, InvalidRequest",
        "<Filter><And><Prefix>a</Prefix><Tag><Key>a</Key></Tag></And></Filter>, 400, InvalidRequest",
        "<Filter><ObjectSizeGreaterThan>1</ObjectSizeGreaterThan></Filter>, 400, InvalidRequest",
        "<Filter/><Expiration><Days>1</Days></Expiration>, 501, NotImplemented",
        "<Filter/><Transition><Days>1</Days></Transition>, 501, NotImplemented",
        "<Filter/><NoncurrentVersionExpiration/>, 501, NotImplemented",
        "<Filter/><Prefix>a</Prefix>, 400, MalformedXML",
        "'', 400, MalformedXML"
    })
    void shouldRefuseWhenARuleIsOfObjects(final String parts, final int status, final String code) {
        put("<Rule><ID>kept</ID><Filter/>" + ENABLED + ABORT + "</Rule>").send();
        final Answer refused =
                put("<Rule>" + parts + ENABLED + ABORT + "</Rule>").refused();
        assertThat(refused.errorCode()).isEqualTo(code);
        assertThat(refused.httpStatus()).isEqualTo(status);
        assertThat(bench.registered.get("s3/photos").getLifecycleRules().get(0).getId())
                .isEqualTo("kept");
    }

    @Test
    void shouldRefuseWhenADocumentIsNone() {
        assertThat(put("").refused().errorCode()).isEqualTo("MalformedXML");
        assertThat(put("<Rule><Filter/>" + ABORT + "</Rule>").refused().errorCode())
                .isEqualTo("MalformedXML");
        assertThat(put("<Rule><Filter/>" + ENABLED + "</Rule>").refused().errorCode())
                .isEqualTo("InvalidRequest");
        assertThat(put(("<Rule><ID>a</ID><Filter/>" + ENABLED + ABORT + "</Rule>").repeat(2))
                        .refused()
                        .errorCode())
                .isEqualTo("InvalidArgument");
        assertThat(bench.call(S3Operation.PUT_LIFECYCLE, "/photos?lifecycle")
                        .body("<LifecycleConfiguration/>")
                        .refused()
                        .errorCode())
                .isEqualTo("InvalidRequest");
    }

    @Test
    void shouldDenyWhenAStrangerChangesRules() {
        assertThat(put("<Rule><Filter/>" + ENABLED + ABORT + "</Rule>")
                        .by(Bench.root(Bench.STRANGER))
                        .refused()
                        .errorCode())
                .isEqualTo("AccessDenied");
        assertThat(bench.registered.get("s3/photos").getLifecycleRules()).isEmpty();
    }

    private Bench.Call put(final String rules) {
        return bench.call(S3Operation.PUT_LIFECYCLE, "/photos?lifecycle")
                .header(Bench.MD5, "x")
                .body("<LifecycleConfiguration>" + rules + "</LifecycleConfiguration>");
    }
}
