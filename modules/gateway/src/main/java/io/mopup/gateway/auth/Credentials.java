/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.auth;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The users that a gateway knows. */
public abstract sealed class Credentials permits CredentialsFile {
    private final List<User> users;
    private final Map<String, User> byAccessKey;
    private final Map<String, User> byPrincipal;

    /** Access key ids and principals are unique. */
    Credentials(final Collection<User> users) {
        this.users = List.copyOf(users);
        byAccessKey = users.stream().collect(Collectors.toUnmodifiableMap(User::accessKeyId, Function.identity()));
        byPrincipal = users.stream()
                .collect(Collectors.toUnmodifiableMap(user -> user.caller().principal(), Function.identity()));
    }

    final Optional<User> byAccessKey(final String accessKeyId) {
        return Optional.ofNullable(byAccessKey.get(accessKeyId));
    }

    final Optional<User> byPrincipal(final String principal) {
        return Optional.ofNullable(byPrincipal.get(principal));
    }

    /** Looks at every user, so that the time does not tell which one it was. */
    final Optional<User> byBearerToken(final String token) {
        User found = null;
        for (final User user : users) {
            if (user.bearerToken().isPresent() && user.bearerToken().get().matches(token)) {
                found = user;
            }
        }
        return Optional.ofNullable(found);
    }

    /** Names who is known, never a secret. */
    @Override
    public final String toString() {
        return "Credentials" + byPrincipal.keySet();
    }
}
