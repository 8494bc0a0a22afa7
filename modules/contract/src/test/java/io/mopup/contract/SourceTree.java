/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract;

import java.nio.file.Path;

/** Where the files of the repository lie while its tests run: Surefire starts them in the directory of their module. */
public final class SourceTree {
    /** The root of the repository. */
    public static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    /** The directory name of the module that is being tested. */
    public static final String MODULE =
            Path.of("").toAbsolutePath().getFileName().toString();

    private SourceTree() {}
}
