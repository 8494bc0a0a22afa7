/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

import java.net.URI;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.glacier.GlacierClient;

/** Glacier clients of the AWS SDK for Java, with another endpoint and nothing else. */
final class GlacierClients {
    private GlacierClients() {}

    static GlacierClient of(final String accessKey) {
        return GlacierClient.builder()
                .endpointOverride(URI.create(RealStack.get().glacierUrl()))
                .region(Region.US_EAST_1)
                .credentialsProvider(S3Clients.credentials(accessKey))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }
}
