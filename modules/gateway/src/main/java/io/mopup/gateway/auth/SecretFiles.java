/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.auth;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads files that hold secrets. Others than their owner should not read them; that is warned of, not refused. */
final class SecretFiles {
    private static final Logger LOG = LoggerFactory.getLogger(SecretFiles.class);
    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);
    private static final int LONGEST = 1 << 20;

    private final Path folder;

    /** @param folder that relative paths start from */
    SecretFiles(final Path folder) {
        this.folder = folder;
    }

    /** A secret on its own, without the line break at the end. */
    String text(final String path) {
        return new String(bytes(folder.resolve(path)), StandardCharsets.UTF_8).stripTrailing();
    }

    static byte[] bytes(final Path file) {
        try {
            if (openToOthers(file)) {
                LOG.warn("{} holds secrets, and others than its owner can read or write it; make it 0600", file);
            }
            if (Files.size(file) > LONGEST) {
                throw new CredentialsException(file + " is longer than " + LONGEST + " bytes");
            }
            return Files.readAllBytes(file);
        } catch (final IOException e) {
            throw new CredentialsException(
                    file + " cannot be read: " + e.getClass().getSimpleName());
        }
    }

    /** False on file systems that do not know. */
    static boolean openToOthers(final Path file) throws IOException {
        try {
            return Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains);
        } catch (final UnsupportedOperationException e) {
            return false;
        }
    }
}
