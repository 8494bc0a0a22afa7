/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.embedded.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The class data of a Java program, archived when it first ends and mapped into memory from then on (JEP 350).
 *
 * <p>Measured with the registry on two cores: ready after 1.0 s instead of 2.8 s, for a file of 58 MB and 3 s more at the
 * end of that first run. It is a cache: without it everything works, and the virtual machine ignores one that does not fit.
 */
public final class ClassDataArchive {

    private static final Logger LOG = LoggerFactory.getLogger(ClassDataArchive.class);

    private final Path archive;
    private final Path unfinished;
    private final boolean missing;

    private ClassDataArchive(final Path archive, final Path unfinished) {
        this.archive = archive;
        this.unfinished = unfinished;
        this.missing = Files.notExists(archive);
    }

    /**
     * The archive in {@code home}. An archive serves one Java version and one absolute class path only, so both are in its
     * name: a copied folder or an updated Java gets its own.
     *
     * @param work a directory of this run alone, for an archive that is not complete yet
     */
    public static ClassDataArchive in(final Path home, final Path work) {
        final Path absolute = home.toAbsolutePath();
        final int key = (Runtime.version() + "|" + absolute).hashCode();
        final Path unfinished = work.toAbsolutePath().resolve("classes.jsa");
        // A run whose parent was killed leaves one, and nobody knows what it lacks.
        delete(unfinished);
        return new ClassDataArchive(absolute.resolve("classes-%08x.jsa".formatted(key)), unfinished);
    }

    /** The arguments that make the virtual machine use the archive, or write it when it ends. */
    public List<String> jvmArguments() {
        if (!missing) {
            return quiet("-XX:SharedArchiveFile=" + archive);
        }
        return Files.isWritable(archive.getParent()) ? quiet("-XX:ArchiveClassesAtExit=" + unfinished) : List.of();
    }

    /** Without the first two it lists every class that it cannot archive. */
    private static List<String> quiet(final String argument) {
        return List.of("-Xlog:cds=off", "-Xlog:cds+dynamic=off", argument);
    }

    /**
     * To be called after the program's end: keeps what it wrote, if it did, or deletes it.
     *
     * @param complete whether the program had loaded all that a start needs, and ended by itself
     */
    public void finish(final boolean complete) {
        if (missing && complete && Files.exists(unfinished)) {
            publish();
        }
        delete(unfinished);
    }

    /** In two steps: a move between file systems is a copy, and another process may map the archive at any time. */
    private void publish() {
        final Path copy = archive.resolveSibling(archive.getFileName() + "." + UUID.randomUUID());
        try {
            Files.copy(unfinished, copy);
            Files.move(copy, archive, StandardCopyOption.ATOMIC_MOVE);
        } catch (final IOException e) {
            LOG.debug("No archive of class data at {}; starts stay slower.", archive, e);
        }
    }

    private static void delete(final Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (final IOException e) {
            LOG.debug("Cannot delete {}.", file, e);
        }
    }
}
