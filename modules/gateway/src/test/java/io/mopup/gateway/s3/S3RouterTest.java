/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mopup.http.Headers;
import io.mopup.http.HttpRequest;
import io.mopup.http.Query;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class S3RouterTest {
    private static final List<String> DOMAINS = List.of("localhost", "s3.example");

    @ParameterizedTest
    @CsvSource({
        "GET, /, LIST_BUCKETS",
        "PUT, /b, CREATE_BUCKET",
        "PUT, /b/, CREATE_BUCKET",
        "GET, /b?uploads, LIST_MULTIPART_UPLOADS",
        "GET, /b?uploads=&prefix=x, LIST_MULTIPART_UPLOADS",
        "POST, /b/k?uploads, CREATE_MULTIPART_UPLOAD",
        "POST, /b/k?uploads=, CREATE_MULTIPART_UPLOAD",
        "PUT, /b/k?partNumber=1&uploadId=U, UPLOAD_PART",
        "POST, /b/k?uploadId=U, COMPLETE_MULTIPART_UPLOAD",
        "DELETE, /b/k?uploadId=U, ABORT_MULTIPART_UPLOAD",
        "DELETE, /b/k?uploadId=, ABORT_MULTIPART_UPLOAD",
        "DELETE, /b/k?uploadId=U&x-id=AbortMultipartUpload, ABORT_MULTIPART_UPLOAD",
        "GET, /b/k?uploadId=U, LIST_PARTS",
        "DELETE, /b/k, DELETE_OBJECT",
        "GET, /b?list-type=2, LIST_OBJECTS_V2",
        "GET, /b?session, CREATE_SESSION",
        "GET, /b--z--x-s3//?session=, CREATE_SESSION",
        "POST, /b?delete, DELETE_OBJECTS"
    })
    void shouldFindTheOperation(final String method, final String target, final S3Operation operation) {
        final HttpRequest request = request(method, target, "127.0.0.1:9000");

        assertThat(S3Router.route(request, S3Target.of(request, DOMAINS))).isEqualTo(operation);
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, /b?uploadId=U, InvalidRequest",
        "GET, /b/k?uploads, InvalidRequest",
        "HEAD, /b/k?uploadId=U, MethodNotAllowed",
        "PUT, /b/k?uploads, MethodNotAllowed",
        "DELETE, /b?uploads, MethodNotAllowed",
        "PATCH, /b/k, MethodNotAllowed",
        "POST, /, MethodNotAllowed",
        "GET, /b?acl, NotImplemented",
        "PUT, /b/k?tagging, NotImplemented",
        "POST, /b, NotImplemented"
    })
    void shouldRefuseWhatIsNoOperation(final String method, final String target, final String code) {
        final HttpRequest request = request(method, target, "127.0.0.1:9000");

        final S3Failure failure =
                catchThrowableOfType(S3Failure.class, () -> S3Router.route(request, S3Target.of(request, DOMAINS)));

        assertThat(failure.answer().errorCode()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "/b/a/b//c, 127.0.0.1:9000, b, a/b//c",
        "/b/../etc, 127.0.0.1:9000, b, ../etc",
        "/b/a+b%2Bc%20d, 127.0.0.1:9000, b, a+b+c d",
        "/k/k, b.localhost:9000, b, k/k",
        "/k, my.dotted.bucket.s3.example, my.dotted.bucket, k",
        "/b/k, '[::1]:9000', b, k",
        "/b--z--x-s3//k, 127.0.0.1:9000, b--z--x-s3, k",
        "/b//k, 127.0.0.1:9000, b, /k"
    })
    void shouldFindBucketAndKey(final String path, final String host, final String bucket, final String key) {
        assertThat(S3Target.of(request("GET", path, host), DOMAINS)).isEqualTo(new S3Target(bucket, key));
    }

    @Test
    void shouldNameTheMethodsThatAResourceTakes() {
        final HttpRequest request = request("HEAD", "/b/k?uploadId=U", "127.0.0.1");

        assertThat(S3Router.allowed(request, S3Target.of(request, DOMAINS)).split(", "))
                .containsExactlyInAnyOrder("PUT", "POST", "DELETE", "GET");
    }

    private static HttpRequest request(final String method, final String target, final String host) {
        final String[] parts = target.split("\\?", 2);
        return new HttpRequest(
                "id",
                method,
                parts[0],
                Query.parse(parts.length > 1 ? parts[1] : null),
                new Headers(Map.of("Host", List.of(host))),
                InputStream.nullInputStream());
    }
}
