/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A process that runs a broker until it is killed, or until whoever started it is gone. */
final class BrokerOwner {

    private BrokerOwner() {}

    /** Prints the broker's address when it is ready. */
    public static void main(final String[] arguments) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerOptions.in(Path.of(arguments[0])))) {
            System.out.println(broker.bootstrapServers());
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }

    static Running start(final Path dataDirectory) throws IOException {
        final Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BrokerOwner.class.getName(),
                        dataDirectory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new Running(process, process.inputReader(StandardCharsets.UTF_8).readLine());
    }

    /** The owner and the broker's address. */
    record Running(Process owner, String bootstrapServers) implements AutoCloseable {

        /** SIGKILL: no shutdown hook, no finally block runs in the owner. */
        void kill() throws InterruptedException {
            owner.destroyForcibly().waitFor();
        }

        @Override
        public void close() {
            owner.destroyForcibly();
        }
    }
}
