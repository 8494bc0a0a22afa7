/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.embedded.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Main class of a child process: runs another main class, and ends when its standard input does.
 *
 * <p>Standard input is a pipe that only the parent holds. The operating system closes it when the parent ends, in whatever
 * way, SIGKILL included. No polling of process ids, which are reused, and nothing that only one operating system has. A
 * parent that wants the child to stop closes the pipe itself.
 */
public final class ParentBoundMain {

    /** For shutdown hooks. One that hangs must not leave an orphan that holds a port and files. */
    private static final long EXIT_LIMIT_MS = 10_000;

    private ParentBoundMain() {}

    /** {@code arguments[0]} is the main class to run, the rest are its arguments. */
    public static void main(final String[] arguments) throws ReflectiveOperationException {
        startDaemon("parent-watch", ParentBoundMain::exitWithParent);
        Class.forName(arguments[0]).getMethod("main", String[].class).invoke(null, (Object)
                Arrays.copyOfRange(arguments, 1, arguments.length));
    }

    private static void exitWithParent() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (final IOException e) {
            // A pipe that cannot be read says the same as one that ended.
            System.err.println("Cannot read from the parent process: " + e);
        }
        startDaemon("exit-limit", ParentBoundMain::haltAfterLimit);
        System.exit(0);
    }

    private static void haltAfterLimit() {
        try {
            Thread.sleep(EXIT_LIMIT_MS);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(1);
    }

    private static void startDaemon(final String name, final Runnable task) {
        final Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }
}
