/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Clients of the AWS SDK for Java as its reference shows them, with another endpoint and nothing else. */
final class S3Clients {
    private S3Clients() {}

    static S3Client of(final String accessKey) {
        return builder(RealStack.get().s3Url(), accessKey).build();
    }

    /**
     * One that asks once and no more.
     *
     * @param sessions whether it opens sessions with directory buckets
     */
    static S3Client once(final String url, final String accessKey, final boolean sessions) {
        return builder(url, accessKey)
                .disableS3ExpressSessionAuth(!sessions)
                .overrideConfiguration(settings -> settings.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }

    /** One that signs requests to directory buckets like all others. */
    static S3Client withoutSessions(final String accessKey) {
        return builder(RealStack.get().s3Url(), accessKey)
                .disableS3ExpressSessionAuth(true)
                .build();
    }

    /** One that sends a checksum only where the API needs one. */
    static S3Client withoutChecksums(final String accessKey) {
        return builder(RealStack.get().s3Url(), accessKey)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .build();
    }

    private static S3ClientBuilder builder(final String url, final String accessKey) {
        return S3Client.builder()
                .endpointOverride(URI.create(url))
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials(accessKey))
                .httpClient(UrlConnectionHttpClient.create());
    }

    static S3AsyncClient async(final String accessKey) {
        return S3AsyncClient.builder()
                .endpointOverride(URI.create(RealStack.get().s3Url()))
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials(accessKey))
                .multipartEnabled(true)
                .build();
    }

    static StaticCredentialsProvider credentials(final String accessKey) {
        // The secrets of credentials.json, all made in this way.
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, accessKey + "secret"));
    }
}
