/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

import java.lang.reflect.InvocationTargetException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.glacier.GlacierClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedMultipartUpload;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** The AWS SDK for Java, whose requests know the names of their members. */
final class AwsJavaClient implements ClientUnderTest {

    @Override
    public Shown call(final ApiCall call) throws Inexpressible {
        final boolean vault = call.service().equals("glacier");
        final String url = Taps.of(call.service()).url();
        final Class<?> service = vault ? GlacierClient.class : S3Client.class;
        final String model = service.getPackageName() + ".model." + call.operation() + "Request";
        final String method = call.operation().substring(0, 1).toLowerCase(Locale.ROOT)
                + call.operation().substring(1);
        try (AutoCloseable client =
                vault ? GlacierClients.once(url, call.signer()) : S3Clients.once(url, call.signer(), call.sessions())) {
            final AwsRequest request = request(Class.forName(model), call);
            if (call.body().length > 0 || call.operation().startsWith("Upload")) {
                service.getMethod(method, request.getClass(), RequestBody.class)
                        .invoke(client, request, RequestBody.fromBytes(call.body()));
            } else {
                service.getMethod(method, request.getClass()).invoke(client, request);
            }
            return Shown.SUCCESS;
        } catch (final InvocationTargetException e) {
            return shown(e.getCause());
        } catch (final Inexpressible e) {
            throw e;
        } catch (final Exception e) {
            throw new AssertionError(e);
        }
    }

    private static Shown shown(final Throwable failure) throws Inexpressible {
        if (failure instanceof AwsServiceException error) {
            return new Shown(error.statusCode(), error.awsErrorDetails().errorCode(), error.getMessage());
        }
        if (failure instanceof SdkException || failure instanceof IllegalArgumentException) {
            throw new Inexpressible(failure.getMessage());
        }
        throw new AssertionError(failure);
    }

    private static AwsRequest request(final Class<?> type, final ApiCall call) throws Exception {
        final AwsRequest.Builder builder =
                (AwsRequest.Builder) type.getMethod("builder").invoke(null);
        final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(call.headers());
        for (final SdkField<?> field : ((SdkPojo) builder).sdkFields()) {
            final Object value = call.parameters().get(field.memberName());
            if (value != null) {
                final Object typed = typed(field, value);
                if (typed != null) {
                    field.set(builder, typed);
                    headers.remove(field.locationName());
                }
            }
        }
        final AwsRequestOverrideConfiguration.Builder more = AwsRequestOverrideConfiguration.builder();
        headers.forEach(more::putHeader);
        call.query().forEach(more::putRawQueryParameter);
        return builder.overrideConfiguration(more.build()).build();
    }

    private static Object typed(final SdkField<?> field, final Object value) throws Inexpressible {
        if (field.marshallingType().equals(MarshallingType.INTEGER)) {
            if (value instanceof Integer) {
                return value;
            }
            throw new Inexpressible(field.memberName() + " is a number");
        }
        if (field.marshallingType().equals(MarshallingType.INSTANT)) {
            try {
                return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(value.toString()));
            } catch (final DateTimeParseException e) {
                // Then it goes as a header of the caller's.
                return null;
            }
        }
        if (field.memberName().equals("MultipartUpload")) {
            return CompletedMultipartUpload.builder().parts(parts(value)).build();
        }
        return value.toString();
    }

    @SuppressWarnings("unchecked")
    private static List<CompletedPart> parts(final Object upload) {
        return ((Map<String, List<Map<String, Object>>>) upload)
                .get("Parts").stream()
                        .map(part -> CompletedPart.builder()
                                .partNumber((Integer) part.get("PartNumber"))
                                .eTag((String) part.get("ETag"))
                                .build())
                        .toList();
    }
}
