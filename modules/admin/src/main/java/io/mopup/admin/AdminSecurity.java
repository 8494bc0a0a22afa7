/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.admin;

import io.mopup.contract.SslKeys;
import io.mopup.http.Tls;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;

/**
 * What stands between an admin port and strangers.
 *
 * @param token that whoever asks has to know
 * @param tls without which everything is sent in the clear
 */
public record AdminSecurity(Optional<AdminToken> token, Optional<Tls> tls) {
    /** Whoever reaches the port may read, and so may whoever is in between. */
    public static final AdminSecurity NONE = new AdminSecurity(Optional.empty(), Optional.empty());

    /**
     * Reads the files that the keys {@code mopup.admin.token.file} and {@code mopup.admin.ssl.*} name.
     *
     * @throws ConfigException if one of them cannot be used
     */
    public static AdminSecurity of(final AbstractConfig config) {
        final SslKeys keys = AdminConfig.SSL;
        return new AdminSecurity(
                AdminConfig.token(config),
                keys.server(config).map(context -> new Tls(context, keys.parameters(context, config))));
    }
}
