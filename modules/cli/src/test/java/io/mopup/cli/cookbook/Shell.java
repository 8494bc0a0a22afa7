/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.cookbook;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A bash in which one command after the other is typed, and one beside it for what is left running. */
final class Shell implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final Path directory;
    private final Path notes;
    private final Process bash;
    private Process server;
    private int count;
    private int exitCode;

    /**
     * Starts it.
     *
     * @param directory where commands are typed
     * @param notes a directory of our own, outside of that
     */
    Shell(final Path directory, final Path notes, final Map<String, String> environment) throws IOException {
        this.directory = directory;
        this.notes = notes;
        this.bash = start(List.of("bash"), environment, notes.resolve("bash.out"));
    }

    /**
     * Types a command and returns everything that it prints.
     *
     * @throws org.awaitility.core.ConditionTimeoutException if it does not end
     */
    Output type(final String command) throws IOException {
        count++;
        final Path script = Files.writeString(notes.resolve(count + ".sh"), command + "\n");
        final Path out = notes.resolve(count + ".out");
        final Path done = notes.resolve(count + ".done");
        // Read from a file, so that no command takes the next one for its input. In a subshell $? is what it was.
        final String line = "(exit %d); . '%s' </dev/null >'%s' 2>&1; echo $? >'%s.new'; mv '%s.new' '%s'%n"
                .formatted(exitCode, script, out, done, done, done);
        bash.outputWriter().write(line);
        bash.outputWriter().flush();
        await(command).atMost(LIMIT).pollInterval(LOOK_AGAIN).until(() -> Files.exists(done) || !bash.isAlive());
        if (!bash.isAlive()) {
            throw new IllegalStateException("The shell has ended: " + Files.readAllLines(notes.resolve("bash.out")));
        }
        exitCode = Integer.parseInt(Files.readString(done).strip());
        return new Output(exitCode, Files.readAllLines(out));
    }

    /**
     * Types a command into another shell and leaves it running.
     *
     * @param last how the last line begins that it prints when everything is there
     * @return what it has printed by then
     */
    List<String> leaveRunning(final String command, final String last) throws IOException {
        final Path out = notes.resolve("server.out");
        server = start(List.of("bash", "-c", "exec " + command), Map.of(), out);
        await(command)
                .atMost(LIMIT)
                .pollInterval(LOOK_AGAIN)
                .until(() ->
                        !server.isAlive() || Files.readAllLines(out).stream().anyMatch(line -> line.startsWith(last)));
        return Files.readAllLines(out);
    }

    /** Presses Ctrl-C where something was left running, and says with which code it ended; 0 if nothing was. */
    int end() throws InterruptedException {
        if (server == null) {
            return 0;
        }
        server.destroy();
        return server.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS) ? server.exitValue() : -1;
    }

    @Override
    public void close() {
        bash.descendants().forEach(ProcessHandle::destroyForcibly);
        bash.destroyForcibly();
        if (server != null) {
            server.destroyForcibly();
        }
    }

    private Process start(final List<String> command, final Map<String, String> environment, final Path out)
            throws IOException {
        final ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("MOPUP_") || name.startsWith("AWS_"));
        builder.environment().remove("JAVA_OPTS");
        // Those of the distribution, before what somebody has installed for himself.
        builder.environment().merge("PATH", "/usr/bin:/bin", (path, first) -> first + ":" + path);
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** What a command said. */
    record Output(int exitCode, List<String> lines) {}
}
