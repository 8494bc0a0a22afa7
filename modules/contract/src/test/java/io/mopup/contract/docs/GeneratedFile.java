/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.contract.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of the repository that is made from the code, so that the two cannot say different things. For the tests of
 * every module.
 */
public final class GeneratedFile {
    private static final String WRITE = "mopup.docs.write";
    private static final String HOW_TO_WRITE = "%s is stale. Write it again:%n"
            + "mvn -pl modules/%s -am test -Dtest=%s -Dsurefire.failIfNoSpecifiedTests=false -D" + WRITE + "=true%n";

    private GeneratedFile() {}

    /**
     * Fails when the file differs from what the code says; writes it first where the build was told to.
     *
     * @param path below the root of the repository
     * @param test the test that asks, for the message
     */
    public static void assertCurrent(final String path, final String content, final Class<?> test) throws IOException {
        final Path file = SourceTree.ROOT.resolve(path);
        if (Boolean.getBoolean(WRITE)) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        }
        assertThat(file)
                .as(HOW_TO_WRITE, path, SourceTree.MODULE, test.getSimpleName())
                .exists()
                .content()
                .isEqualTo(content);
    }
}
