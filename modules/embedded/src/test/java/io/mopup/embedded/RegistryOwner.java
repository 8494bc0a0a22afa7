/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A process that starts a registry and waits to be killed. */
final class RegistryOwner {

    private RegistryOwner() {}

    /** Prints the registry's process id and address when it is ready, then waits for ever. */
    public static void main(final String[] arguments) throws Exception {
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(RegistryOptions.in(Path.of(arguments[0])))) {
            registry.awaitReady(EmbeddedRegistry.START_LIMIT);
            final long pid =
                    ProcessHandle.current().children().findFirst().orElseThrow().pid();
            System.out.println(pid);
            System.out.println(registry.url());
            Thread.currentThread().join();
        }
    }

    static Running start(final Path dataDirectory) throws IOException {
        final Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RegistryOwner.class.getName(),
                        dataDirectory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        final BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        return new Running(
                process, ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow(), out.readLine());
    }

    /** The owner, the registry's process and the registry's address. */
    record Running(Process owner, ProcessHandle registry, String registryUrl) implements AutoCloseable {

        /** SIGKILL: no shutdown hook, no finally block runs in the owner. */
        void kill() throws InterruptedException {
            owner.destroyForcibly().waitFor();
        }

        /** An orphan that ended can stay in the process table until somebody asks for its exit code; it has no command then. */
        boolean registryIsAlive() {
            return registry.isAlive() && registry.info().command().isPresent();
        }

        @Override
        public void close() {
            owner.destroyForcibly();
            registry.destroyForcibly();
        }
    }
}
