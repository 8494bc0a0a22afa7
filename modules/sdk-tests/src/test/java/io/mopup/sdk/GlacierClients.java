/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

import java.net.URI;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.glacier.GlacierClient;
import software.amazon.awssdk.services.glacier.GlacierClientBuilder;

/** Glacier clients of the AWS SDK for Java, with another endpoint and nothing else. */
final class GlacierClients {
    private GlacierClients() {}

    static GlacierClient of(final String accessKey) {
        return builder(RealStack.get().glacierUrl(), accessKey).build();
    }

    /** One that asks once and no more. */
    static GlacierClient once(final String url, final String accessKey) {
        return builder(url, accessKey)
                .overrideConfiguration(settings -> settings.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }

    private static GlacierClientBuilder builder(final String url, final String accessKey) {
        return GlacierClient.builder()
                .endpointOverride(URI.create(url))
                .region(Region.US_EAST_1)
                .credentialsProvider(S3Clients.credentials(accessKey))
                .httpClient(UrlConnectionHttpClient.create());
    }
}
