/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.demo;

import io.mopup.contract.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Looks at the files of the store, and asks nobody: neither Mopup nor the code that wrote them. Every file is either
 * the store's own record of how uploads ended, or has exactly the bytes of one completed object; or it leaked.
 */
final class DiskCheck {
    private static final Set<Path> BOOKKEEPING = Set.of(Path.of("mopup-store"), Path.of("ended"));

    private final Path root;
    private final Set<Path> before;

    private DiskCheck(final Path root, final Set<Path> before) {
        this.root = root;
        this.before = before;
    }

    /**
     * What was found.
     *
     * @param leaked files that nothing accounts for
     * @param lost completed uploads whose object is not there, or has other bytes
     */
    record Findings(List<Path> leaked, List<PlannedUpload> lost) {}

    /** Remembers what lies there from earlier runs. */
    static DiskCheck begin(final Path root) throws IOException {
        return new DiskCheck(root, new HashSet<>(files(root)));
    }

    Findings end(final Collection<PlannedUpload> completed) throws IOException {
        // More than one upload of a digest: objects of a few bytes can be equal.
        final Map<String, Deque<PlannedUpload>> expected = new HashMap<>();
        completed.forEach(
                upload -> expected.computeIfAbsent(PartContent.objectDigest(upload), digest -> new ArrayDeque<>())
                        .add(upload));
        final List<Path> leaked = new ArrayList<>();
        for (final Path file : files(root)) {
            if (!before.contains(file)
                    && expected.getOrDefault(digest(file), new ArrayDeque<>()).poll() == null) {
                leaked.add(file);
            }
        }
        return new Findings(
                leaked, expected.values().stream().flatMap(Deque::stream).toList());
    }

    private static List<Path> files(final Path root) throws IOException {
        try (Stream<Path> walk = Files.walk(root)) {
            return walk.filter(Files::isRegularFile)
                    .filter(file -> !BOOKKEEPING.contains(root.relativize(file).getName(0)))
                    .collect(Collectors.toList());
        }
    }

    private static String digest(final Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream digesting = new DigestInputStream(in, Digests.sha256())) {
            digesting.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digesting.getMessageDigest().digest());
        }
    }
}
