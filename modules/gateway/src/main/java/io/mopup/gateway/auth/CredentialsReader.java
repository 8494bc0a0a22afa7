/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.auth;

import io.mopup.events.Dialect;
import io.mopup.events.SessionMode;
import io.mopup.gateway.auth.CredentialsDocument.Account;
import io.mopup.gateway.auth.CredentialsDocument.Person;
import io.mopup.gateway.auth.CredentialsDocument.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks a credentials file. */
final class CredentialsReader {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9+=,.@_-]{1,64}");
    private static final Pattern ACCESS_KEY = Pattern.compile("[A-Za-z0-9._-]{1,128}");
    private static final int SHORTEST_SESSION_KEY = 32;
    private static final int SHORTEST_TOKEN = 16;

    private final SecretFiles files;
    private final Set<String> seen = new HashSet<>();

    CredentialsReader(final SecretFiles files) {
        this.files = files;
    }

    CredentialsFile read(final CredentialsDocument document) {
        final Optional<String> key = secret("sessionKey", document.sessionKey(), document.sessionKeyFile());
        require(key.isEmpty() || key.get().length() >= SHORTEST_SESSION_KEY, "sessionKey has less than 32 characters");
        final List<User> users = new ArrayList<>();
        for (int i = 0; i < present(document.accounts(), "accounts").size(); i++) {
            final Account account = document.accounts().get(i);
            final String place = "accounts[" + i + "]";
            require(account != null && account.id() != null && account.family() != null, place + " lacks id or family");
            require(Caller.ACCOUNT.matcher(account.id()).matches(), place + ".id is not 12 digits");
            once("account", account.id(), place + ".id");
            require(
                    account.family() == Dialect.S3 || account.family() == Dialect.COS,
                    place + ".family is neither S3 nor COS");
            for (int j = 0; j < present(account.users(), place + ".users").size(); j++) {
                users.add(user(account, account.users().get(j), place + ".users[" + j + "]"));
            }
        }
        return new CredentialsFile(users, key.map(Secret::new));
    }

    private User user(final Account account, final Person person, final String place) {
        require(person != null, place + " is null");
        require(person.root() == (person.name() == null), place + " needs either a name or root: true");
        require(person.root() || NAME.matcher(person.name()).matches(), place + ".name has other characters");
        require(
                person.accessKeyId() != null
                        && ACCESS_KEY.matcher(person.accessKeyId()).matches(),
                place + ".accessKeyId is missing or has other characters than A-Z a-z 0-9 . _ -");
        once("key", person.accessKeyId(), place + ".accessKeyId");
        final String principal =
                "arn:aws:iam::" + account.id() + ":" + (person.root() ? "root" : "user/" + person.name());
        once("principal", principal, place + ".name");
        final String secret = secret(place + ".secretAccessKey", person.secretAccessKey(), person.secretAccessKeyFile())
                .orElseThrow(() -> new CredentialsException(place + ".secretAccessKey is missing"));
        final Optional<String> token = secret(place + ".bearerToken", person.bearerToken(), person.bearerTokenFile());
        token.ifPresent(text -> {
            require(account.family() == Dialect.COS, place + ".bearerToken is for accounts of COS only");
            require(text.length() >= SHORTEST_TOKEN, place + ".bearerToken has less than 16 characters");
            once("token", text, place + ".bearerToken");
        });
        return new User(
                new Caller(account.id(), principal, account.family(), SessionMode.NONE, policy(person, place)),
                person.accessKeyId(),
                new Secret(secret),
                token.map(Secret::new));
    }

    private static List<Statement> policy(final Person person, final String place) {
        final List<Statement> statements = new ArrayList<>();
        final List<Rule> rules = person.policy() == null ? List.of() : person.policy();
        for (int i = 0; i < rules.size(); i++) {
            statements.add(PolicyRules.statement(rules.get(i), place + ".policy[" + i + "]"));
        }
        return statements;
    }

    private Optional<String> secret(final String place, final String value, final String file) {
        require(value == null || file == null, place + " is given twice, also as a file");
        final Optional<String> secret = Optional.ofNullable(file == null ? value : files.text(file));
        require(secret.isEmpty() || !secret.get().isEmpty(), place + " is empty");
        return secret;
    }

    private void once(final String kind, final String value, final String place) {
        require(seen.add(kind + " " + value), place + " is there twice");
    }

    private static <T> List<T> present(final List<T> list, final String place) {
        require(list != null && !list.isEmpty(), place + " is missing or empty");
        return list;
    }

    static void require(final boolean holds, final String message) {
        if (!holds) {
            throw new CredentialsException(message);
        }
    }
}
