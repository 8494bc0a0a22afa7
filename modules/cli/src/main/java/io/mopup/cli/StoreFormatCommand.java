/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import io.mopup.storage.filesystem.FileSystemPartStorage;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code mopup store format}. A command of its own and not something that an agent does by itself: to an agent whose
 * disk is not mounted, an empty directory would look like a store in which everything is deleted.
 */
@Command(
        name = "format",
        description = {
            "Make a directory a store, once, before agents and front ends use it.",
            "Doing it again changes nothing."
        })
final class StoreFormatCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "Root of the store; created if it is missing.")
    private Path root;

    @Override
    public Integer call() {
        FileSystemPartStorage.format(root);
        spec.commandLine().getOut().println(root + " is a store.");
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }
}
