/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.cookbook;

import java.util.List;

/**
 * Something to type, and what the page says that it prints.
 *
 * @param page where it stands, as file:line
 * @param command one command, or a whole script
 * @param output lines
 * @param first index of the first line of the output in the page
 * @param isScript whether it stands there without a prompt, so that its output has no place
 * @param mayFail whether its exit code is what comes next
 */
record Step(String page, String command, List<String> output, int first, boolean isScript, boolean mayFail) {
    private static final String SERVER = "bin/mopup up ";

    /** Whether it is to be left running. */
    boolean isServer() {
        return command.startsWith(SERVER);
    }
}
