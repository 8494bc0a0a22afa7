/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.s3;

import io.mopup.gateway.GatewayMetrics;
import io.mopup.gateway.Platform;
import io.mopup.gateway.auth.Authenticator;
import io.mopup.gateway.auth.Credentials;
import io.mopup.gateway.auth.Sessions;
import io.mopup.gateway.objects.ObjectStore;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts the S3 API together. */
public final class S3Operations {
    private S3Operations() {}

    /**
     * The API on a platform.
     *
     * @param domains in front of which a bucket can stand in the host
     */
    public static S3Service service(
            final Credentials credentials,
            final Clock clock,
            final Sessions sessions,
            final Platform platform,
            final ObjectStore objects,
            final List<String> domains) {
        final Map<S3Operation, S3Handler> handlers = new EnumMap<>(S3Operation.class);
        handlers.putAll(MultipartOperations.handlers(platform, objects, sessions));
        handlers.putAll(ObjectOperations.handlers(platform, objects));
        return new S3Service(
                Authenticator.s3(
                        credentials,
                        clock,
                        sessions,
                        request -> Optional.ofNullable(
                                S3Target.of(request, domains).bucket())),
                platform.buckets(),
                domains,
                handlers,
                platform.metrics().of(GatewayMetrics.Api.S3));
    }
}
