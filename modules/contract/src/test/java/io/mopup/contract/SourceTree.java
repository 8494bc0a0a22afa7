/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract;

import java.nio.file.Path;

/** Where the files of the repository lie while its tests run. */
public final class SourceTree {
    /** The root of the repository. Surefire starts the tests of a module in the directory of that module. */
    public static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    private SourceTree() {}
}
