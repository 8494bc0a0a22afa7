/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.errors.ApiException;

/** What the exceptions of the registry's client mean. */
public final class RegistryErrors {
    /** The registry's own codes for subject and schema. Status 404 alone can also come from a wrong path or a proxy. */
    private static final Set<Integer> NOT_FOUND = Set.of(40401, 40403);

    private RegistryErrors() {}

    /** Whether the registry answered that it does not know what was asked for. */
    public static boolean isNotFound(final Throwable error) {
        return cause(error, RestClientException.class)
                .filter(rest -> NOT_FOUND.contains(rest.getErrorCode()))
                .isPresent();
    }

    /**
     * Whether a failed serialization is the registry's fault. Confluent's serializer turns some of its answers into Kafka's
     * own exceptions, such as TimeoutException for a 503.
     */
    static boolean isUnavailable(final Throwable error) {
        return error instanceof ApiException
                || cause(error, RestClientException.class).isPresent()
                || cause(error, IOException.class).isPresent();
    }

    private static <T extends Throwable> Optional<T> cause(final Throwable error, final Class<T> type) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
        }
        return Optional.empty();
    }
}
