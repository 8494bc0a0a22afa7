/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.auth;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Accounts, their users, and what these may do, from one JSON file in UTF-8. Unknown fields are refused.
 *
 * <pre>{@code
 * {
 *   "sessionKeyFile": "session.key",
 *   "accounts": [
 *     {
 *       "id": "111122223333",
 *       "family": "S3",
 *       "users": [
 *         {
 *           "name": "uploader",
 *           "accessKeyId": "uploader-key-1",
 *           "secretAccessKeyFile": "uploader.secret",
 *           "policy": [
 *             {"effect": "ALLOW", "actions": ["s3:*"], "resources": ["arn:aws:s3:::bucket/*"]},
 *             {"effect": "DENY", "actions": ["s3:AbortMultipartUpload"], "resources": ["*"]}
 *           ]
 *         }
 *       ]
 *     }
 *   ]
 * }
 * }</pre>
 *
 * <ul>
 *   <li>{@code sessionKey}: seals the sessions of directory buckets, 32 characters or more, the same in all gateways.
 *       Without one each process has its own, and its sessions end with it. It is not derived from the secrets of users:
 *       a user who knows them could make sessions that its policy denies.
 *   <li>{@code id}: 12 digits, each account once. {@code family}: {@code S3} (Glacier too) or {@code COS}.
 *   <li>{@code name}: letters, digits and {@code +=,.@_-}; the principal is {@code arn:aws:iam::ID:user/NAME}. With
 *       {@code "root": true} instead of a name it is {@code arn:aws:iam::ID:root}.
 *   <li>{@code accessKeyId}: letters, digits and {@code ._-}, each once in the file.
 *   <li>{@code bearerToken}: optional, in accounts of COS only, each once in the file, 16 characters or more.
 *   <li>{@code policy}: optional; see {@link Statement} for the wildcards.
 *   <li>{@code sessionKey}, {@code secretAccessKey} and {@code bearerToken} may be given as a file with the suffix
 *       {@code File}: a path, relative to this file. The line break at its end does not count.
 * </ul>
 *
 * <p>A key is changed without a gap by a second user: give it the same policy, move the clients, and take the first out.
 */
public final class CredentialsFile extends Credentials {
    /** The account of {@link #development()}. */
    public static final String DEVELOPMENT_ACCOUNT = "111122223333";

    public static final String DEVELOPMENT_ACCESS_KEY = "mopupdev";
    /** Known to everybody. */
    public static final String DEVELOPMENT_SECRET_KEY = "mopupdevsecret";

    private static final String DEVELOPMENT =
            """
            {"sessionKey": "mopup development, known to everybody", "accounts": [{"id": "%s", "family": "S3",
              "users": [{"root": true, "accessKeyId": "%s", "secretAccessKey": "%s",
                "policy": [{"effect": "ALLOW", "actions": ["*"], "resources": ["*"]}]}]}]}
            """.formatted(DEVELOPMENT_ACCOUNT, DEVELOPMENT_ACCESS_KEY, DEVELOPMENT_SECRET_KEY);

    private final Optional<Secret> sessionKey;

    CredentialsFile(final List<User> users, final Optional<Secret> sessionKey) {
        super(users);
        this.sessionKey = sessionKey;
    }

    /**
     * Reads a file, and warns if others than its owner can.
     *
     * @throws CredentialsException if it cannot be read or is not as described
     */
    public static CredentialsFile read(final Path file) {
        return parse(SecretFiles.bytes(file), file.toAbsolutePath().getParent());
    }

    /** One account with the root user {@code mopupdev}, whose secret everybody knows. */
    public static CredentialsFile development() {
        return parse(DEVELOPMENT.getBytes(StandardCharsets.UTF_8), Path.of(""));
    }

    /** @param folder that relative paths start from */
    static CredentialsFile parse(final byte[] json, final Path folder) {
        return new CredentialsReader(new SecretFiles(folder)).read(CredentialsJson.parse(json));
    }

    /** Empty if the file has none. */
    Optional<Secret> sessionKey() {
        return sessionKey;
    }
}
