/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.embedded.internal;

import java.io.IOException;
import java.util.Arrays;

/**
 * Main class of a child process: runs another main class, and ends with the parent.
 *
 * <p>Standard input is a pipe that only the parent holds. The operating system closes it when the parent ends, in whatever
 * way, SIGKILL included. No polling of process ids, which are reused, and nothing that only one operating system has.
 *
 * <p>A byte on standard input asks for a clean exit; its end without one means that the parent is gone.
 */
public final class ParentBoundMain {

    private ParentBoundMain() {}

    /** {@code arguments[0]} is the main class to run, the rest are its arguments. */
    public static void main(final String[] arguments) throws ReflectiveOperationException {
        final Thread watch = new Thread(ParentBoundMain::endWithParent, "parent-watch");
        watch.setDaemon(true);
        watch.start();
        Class.forName(arguments[0]).getMethod("main", String[].class).invoke(null, (Object)
                Arrays.copyOfRange(arguments, 1, arguments.length));
    }

    private static void endWithParent() {
        int read;
        try {
            read = System.in.read();
        } catch (final IOException e) {
            read = -1;
        }
        if (read >= 0) {
            System.exit(0);
        }
        // Not exit(): a shutdown hook that hangs would leave an orphan which holds the port and the files.
        Runtime.getRuntime().halt(1);
    }
}
