/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.admin;

import io.mopup.contract.Digests;
import io.mopup.contract.query.QueryErrorCode;
import io.mopup.http.HttpHandler;
import io.mopup.http.HttpRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigException;

/** The secret that whoever asks an admin port has to know. */
public final class AdminToken {
    private static final String SCHEME = "Bearer ";
    /** How a browser asks its user, and what it sends with live events too, which cannot have a header of their own. */
    private static final String BROWSERS = "Basic ";

    private static final String CHALLENGE = BROWSERS + "realm=\"Mopup, password: the admin token\", Bearer";
    /** Whoever probes has no secrets, and learns no more than whether the process is alive. */
    private static final Set<String> OPEN = Set.of(Health.LIVE, Health.READY);

    /** What a bearer token may consist of, and long enough that nobody guesses it. */
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._~+/-]{16,512}=*");

    private final String token;

    private AdminToken(final String token) {
        this.token = token;
    }

    /**
     * Reads a file that contains nothing else; white space around it does not count.
     *
     * @param key the configuration key that names the file, for the message
     * @throws ConfigException if it cannot be read, or is no token
     */
    public static AdminToken read(final String key, final Path file) {
        final String text;
        try {
            text = Files.readString(file, StandardCharsets.US_ASCII).strip();
        } catch (final IOException e) {
            throw new ConfigException(key + ": the file " + file + " cannot be read (" + e + ").");
        }
        if (!FORM.matcher(text).matches()) {
            throw new ConfigException(
                    key + ": the file " + file + " has to contain a token of 16 to 512 letters, digits and ._~+/-");
        }
        return new AdminToken(text);
    }

    /** The value of the header {@code Authorization} that proves the knowledge. */
    public String authorization() {
        return SCHEME + token;
    }

    /** Lets through who knows the token, and probes. */
    public HttpHandler guard(final HttpHandler routes) {
        return request -> OPEN.contains(request.path()) || isKnownTo(request)
                ? routes.handle(request)
                : AdminAnswers.error(QueryErrorCode.UNAUTHORIZED, "This needs the token of the admin port.")
                        .with("WWW-Authenticate", CHALLENGE);
    }

    private boolean isKnownTo(final HttpRequest request) {
        final String given = request.header("Authorization").orElse("");
        // Digests, so that neither content nor length shows in the time that it takes.
        return MessageDigest.isEqual(digest(given), digest(authorization()))
                || given.startsWith(BROWSERS) && MessageDigest.isEqual(digest(password(given)), digest(token));
    }

    /** Behind the first colon; the name before it does not matter. Empty if there is none, which no token is. */
    private static String password(final String basic) {
        try {
            final byte[] decoded = Base64.getDecoder().decode(basic.substring(BROWSERS.length()));
            final String pair = new String(decoded, StandardCharsets.UTF_8);
            final int colon = pair.indexOf(':');
            return colon < 0 ? "" : pair.substring(colon + 1);
        } catch (final IllegalArgumentException e) {
            return "";
        }
    }

    private static byte[] digest(final String text) {
        return Digests.sha256().digest(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "AdminToken[hidden]";
    }
}
