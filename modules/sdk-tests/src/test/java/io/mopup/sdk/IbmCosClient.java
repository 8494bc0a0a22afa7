/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

import com.ibm.cloud.objectstorage.AmazonWebServiceRequest;
import com.ibm.cloud.objectstorage.ClientConfiguration;
import com.ibm.cloud.objectstorage.SdkClientException;
import com.ibm.cloud.objectstorage.auth.AWSCredentials;
import com.ibm.cloud.objectstorage.auth.AWSStaticCredentialsProvider;
import com.ibm.cloud.objectstorage.auth.BasicAWSCredentials;
import com.ibm.cloud.objectstorage.client.builder.AwsClientBuilder.EndpointConfiguration;
import com.ibm.cloud.objectstorage.oauth.BasicIBMOAuthCredentials;
import com.ibm.cloud.objectstorage.oauth.TokenManager;
import com.ibm.cloud.objectstorage.services.s3.AmazonS3;
import com.ibm.cloud.objectstorage.services.s3.AmazonS3ClientBuilder;
import com.ibm.cloud.objectstorage.services.s3.model.AbortMultipartUploadRequest;
import com.ibm.cloud.objectstorage.services.s3.model.AmazonS3Exception;
import com.ibm.cloud.objectstorage.services.s3.model.CompleteMultipartUploadRequest;
import com.ibm.cloud.objectstorage.services.s3.model.DeleteBucketRequest;
import com.ibm.cloud.objectstorage.services.s3.model.InitiateMultipartUploadRequest;
import com.ibm.cloud.objectstorage.services.s3.model.ListMultipartUploadsRequest;
import com.ibm.cloud.objectstorage.services.s3.model.ListPartsRequest;
import com.ibm.cloud.objectstorage.services.s3.model.PartETag;
import com.ibm.cloud.objectstorage.services.s3.model.UploadPartRequest;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The IBM COS SDK for Java. What it has no member for goes as a header of the caller's. */
final class IbmCosClient implements ClientUnderTest {

    @Override
    public Shown call(final ApiCall call) throws Inexpressible {
        final AmazonS3 cos = cos(Taps.S3.url(), credentials(call));
        try {
            send(cos, call);
            return Shown.SUCCESS;
        } catch (final AmazonS3Exception e) {
            return new Shown(e.getStatusCode(), e.getErrorCode(), e.getMessage());
        } catch (final SdkClientException | IllegalArgumentException e) {
            throw new Inexpressible(e.getMessage());
        } finally {
            cos.shutdown();
        }
    }

    static AmazonS3 cos(final String url, final AWSCredentials credentials) {
        return AmazonS3ClientBuilder.standard()
                .withEndpointConfiguration(new EndpointConfiguration(url, "us-standard"))
                .withCredentials(new AWSStaticCredentialsProvider(credentials))
                .withClientConfiguration(new ClientConfiguration().withMaxErrorRetry(0))
                .withPathStyleAccessEnabled(true)
                .build();
    }

    private static AWSCredentials credentials(final ApiCall call) {
        if (call.user() != null) {
            return new BasicAWSCredentials(call.user(), call.user() + "secret");
        }
        final TokenManager token = () -> call.headers().get("Authorization").substring("Bearer ".length());
        return new BasicIBMOAuthCredentials(token);
    }

    private static void send(final AmazonS3 cos, final ApiCall call) throws Inexpressible {
        final String bucket = text(call, "Bucket");
        final String key = text(call, "Key");
        final String id = text(call, "UploadId");
        switch (call.operation()) {
            case "AbortMultipartUpload" ->
                cos.abortMultipartUpload(with(call, new AbortMultipartUploadRequest(bucket, key, id)));
            case "CreateMultipartUpload" ->
                cos.initiateMultipartUpload(with(call, new InitiateMultipartUploadRequest(bucket, key)));
            case "DeleteBucket" -> cos.deleteBucket(with(call, new DeleteBucketRequest(bucket)));
            case "UploadPart" -> cos.uploadPart(with(call, part(call, bucket, key, id)));
            case "CompleteMultipartUpload" ->
                cos.completeMultipartUpload(
                        with(call, new CompleteMultipartUploadRequest(bucket, key, id, parts(call))));
            case "ListParts" -> {
                final ListPartsRequest list = new ListPartsRequest(bucket, key, id);
                number(call, "MaxParts", list::setMaxParts);
                number(call, "PartNumberMarker", list::setPartNumberMarker);
                cos.listParts(with(call, list));
            }
            default -> {
                final ListMultipartUploadsRequest list = new ListMultipartUploadsRequest(bucket)
                        .withPrefix(text(call, "Prefix"))
                        .withDelimiter(text(call, "Delimiter"))
                        .withKeyMarker(text(call, "KeyMarker"))
                        .withUploadIdMarker(text(call, "UploadIdMarker"));
                number(call, "MaxUploads", list::setMaxUploads);
                cos.listMultipartUploads(with(call, list));
            }
        }
    }

    private static UploadPartRequest part(final ApiCall call, final String bucket, final String key, final String id)
            throws Inexpressible {
        final UploadPartRequest part = new UploadPartRequest()
                .withBucketName(bucket)
                .withKey(key)
                .withUploadId(id)
                .withInputStream(new ByteArrayInputStream(call.body()))
                .withPartSize(call.body().length)
                .withMD5Digest(text(call, "ContentMD5"));
        number(call, "PartNumber", part::setPartNumber);
        return part;
    }

    private static <T extends AmazonWebServiceRequest> T with(final ApiCall call, final T request) {
        call.headers().entrySet().stream()
                .filter(header -> !List.of("Authorization", "Content-MD5").contains(header.getKey()))
                .forEach(header -> request.putCustomRequestHeader(header.getKey(), header.getValue()));
        call.query().forEach(request::putCustomQueryParameter);
        return request;
    }

    private static String text(final ApiCall call, final String member) {
        return (String) call.parameters().get(member);
    }

    private static void number(final ApiCall call, final String member, final Consumer<Integer> setter)
            throws Inexpressible {
        final Object value = call.parameters().get(member);
        if (value instanceof Integer number) {
            setter.accept(number);
        } else if (value != null) {
            throw new Inexpressible(member + " is a number");
        }
    }

    @SuppressWarnings("unchecked")
    private static List<PartETag> parts(final ApiCall call) {
        final Object upload = call.parameters().get("MultipartUpload");
        return upload == null
                ? List.of()
                : ((Map<String, List<Map<String, Object>>>) upload)
                        .get("Parts").stream()
                                .map(part -> new PartETag((Integer) part.get("PartNumber"), (String) part.get("ETag")))
                                .toList();
    }
}
