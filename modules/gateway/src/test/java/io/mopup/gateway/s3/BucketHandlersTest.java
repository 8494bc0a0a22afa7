/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.events.Container;
import io.mopup.events.Dialect;
import io.mopup.events.SessionMode;
import io.mopup.gateway.auth.Statement;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BucketHandlersTest {
    private static final String DIRECTORY = "base--use1-az4--x-s3";

    @TempDir
    Path root;

    private Bench bench;

    @BeforeEach
    void open() {
        bench = new Bench(root).bucket("photos");
    }

    @Test
    void shouldRegisterWhoseAndWhereWhenABucketIsCreated() {
        final var response = bench.call(S3Operation.CREATE_BUCKET, "/europe")
                .body("<CreateBucketConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
                        + "<LocationConstraint>eu-west-1</LocationConstraint></CreateBucketConfiguration>")
                .send();
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.headers()).containsEntry("Location", "/europe");
        final Container container = bench.registered.get("s3/europe");
        assertThat(container.getAccount()).isEqualTo(Bench.OWNER);
        assertThat(container.getRegion()).isEqualTo("eu-west-1");
        assertThat(Bench.text(bench.call(S3Operation.GET_BUCKET_LOCATION, "/europe?location")
                        .send()))
                .endsWith("<LocationConstraint xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">eu-west-1"
                        + "</LocationConstraint>");
        assertThat(Bench.headers(bench.call(S3Operation.HEAD_BUCKET, "/europe").send()))
                .containsEntry("x-amz-bucket-region", "eu-west-1");
    }

    @Test
    void shouldTakeTheDialectFromNameAndCallerWhenABucketIsCreated() {
        bench.bucket(DIRECTORY);
        bench.call(S3Operation.CREATE_BUCKET, "/ibm")
                .by(Bench.cos(Bench.OWNER, "cloud-object-storage.bucket.put_bucket"))
                .send();
        assertThat(bench.registered.get("s3/photos").getDialect()).isEqualTo(Dialect.S3);
        assertThat(bench.registered.get("s3/" + DIRECTORY).getDialect()).isEqualTo(Dialect.S3_DIRECTORY);
        assertThat(bench.registered.get("cos/ibm").getDialect()).isEqualTo(Dialect.COS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ab", "Capitals", "under_score", "192.168.0.1", "xn--a", "abc--x-s3", "a-s3alias", "a..b"})
    void shouldRefuseWhenTheNameIsIllegal(final String name) {
        assertThat(bench.call(S3Operation.CREATE_BUCKET, "/" + name).refused().errorCode())
                .isEqualTo("InvalidBucketName");
    }

    @Test
    void shouldKeepTheOwnerWhenTheNameIsTaken() {
        assertThat(bench.call(S3Operation.CREATE_BUCKET, "/photos").refused().errorCode())
                .isEqualTo("BucketAlreadyOwnedByYou");
        assertThat(bench.call(S3Operation.CREATE_BUCKET, "/photos")
                        .by(Bench.root(Bench.STRANGER))
                        .refused()
                        .errorCode())
                .isEqualTo("BucketAlreadyExists");
        assertThat(bench.registered.get("s3/photos").getAccount()).isEqualTo(Bench.OWNER);
    }

    @Test
    void shouldDenyWhenAUserHasNoPermissionInTheAccount() {
        final var user = Bench.user(Bench.OWNER, Dialect.S3, "user/u");
        assertThat(bench.call(S3Operation.CREATE_BUCKET, "/other")
                        .by(user)
                        .refused()
                        .errorCode())
                .isEqualTo("AccessDenied");
        assertThat(bench.call(S3Operation.LIST_BUCKETS, "/").by(user).refused().errorCode())
                .isEqualTo("AccessDenied");
    }

    @Test
    void shouldListOwnBucketsOfTheFamilyOnlyWhenAsked() {
        bench.bucket(DIRECTORY).bucket("archive");
        bench.call(S3Operation.CREATE_BUCKET, "/foreign")
                .by(Bench.root(Bench.STRANGER))
                .send();
        assertThat(Bench.text(bench.call(S3Operation.LIST_BUCKETS, "/").send()))
                .endsWith("<Owner><ID>111122223333</ID><DisplayName>111122223333</DisplayName></Owner><Buckets>"
                        + "<Bucket><Name>archive</Name><CreationDate>2023-11-15T12:02:40.789Z</CreationDate></Bucket>"
                        + "<Bucket><Name>photos</Name><CreationDate>2023-11-15T12:02:40.789Z</CreationDate></Bucket>"
                        + "</Buckets></ListAllMyBucketsResult>");
    }

    @Test
    void shouldKeepABucketWhenItHoldsAnObject() {
        bench.object("a", "abc");
        assertThat(bench.call(S3Operation.DELETE_BUCKET, "/photos").refused().errorCode())
                .isEqualTo("BucketNotEmpty");
        bench.call(S3Operation.DELETE_OBJECT, "/photos/a").send();
        assertThat(bench.call(S3Operation.DELETE_BUCKET, "/photos").send().status())
                .isEqualTo(204);
        assertThat(bench.registered.get("s3/photos").getDeletedAt()).isNotNull();
        assertThat(bench.call(S3Operation.HEAD_BUCKET, "/photos").refused().errorCode())
                .isEqualTo("NoSuchBucket");
    }

    @Test
    void shouldKeepADirectoryBucketOnlyWhenUploadsAreOpen() {
        bench.bucket(DIRECTORY);
        bench.openUploads = true;
        assertThat(bench.call(S3Operation.DELETE_BUCKET, "/" + DIRECTORY)
                        .refused()
                        .errorCode())
                .isEqualTo("BucketNotEmpty");
        assertThat(bench.call(S3Operation.DELETE_BUCKET, "/photos").send().status())
                .isEqualTo(204);
        bench.openUploads = false;
        assertThat(bench.call(S3Operation.DELETE_BUCKET, "/" + DIRECTORY).send().status())
                .isEqualTo(204);
    }

    @Test
    void shouldAskForAPolicyAndNoSessionWhenADirectoryBucketIsDeleted() {
        bench.bucket(DIRECTORY);
        assertThat(bench.call(S3Operation.DELETE_BUCKET, "/" + DIRECTORY)
                        .by(Bench.session(SessionMode.READ_WRITE))
                        .refused()
                        .errorCode())
                .isEqualTo("AccessDenied");
        final var allowed = Bench.user(
                Bench.OWNER,
                Dialect.S3,
                "user/u",
                new Statement(Statement.Effect.ALLOW, List.of("s3:DeleteBucket"), List.of("*")));
        assertThat(bench.call(S3Operation.DELETE_BUCKET, "/" + DIRECTORY)
                        .by(allowed)
                        .send()
                        .status())
                .isEqualTo(204);
    }

    @Test
    void shouldDenyWhenABucketBelongsToAnotherAccount() {
        assertThat(bench.call(S3Operation.DELETE_BUCKET, "/photos")
                        .by(Bench.root(Bench.STRANGER))
                        .refused()
                        .errorCode())
                .isEqualTo("AccessDenied");
        assertThat(bench.call(S3Operation.HEAD_BUCKET, "/photos")
                        .by(Bench.root(Bench.STRANGER))
                        .refused()
                        .errorCode())
                .isEqualTo("AccessDenied");
    }
}
