/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.broker;

import io.mopup.processor.MopupProcessor;
import io.mopup.processor.ProcessorConfig;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** A processor in a process of its own, so that it can be killed as a machine would kill it. */
public final class ProcessorProcess {
    private final Process process;

    private ProcessorProcess(final Process process) {
        this.process = process;
    }

    public static ProcessorProcess start(final Path directory, final Map<String, String> configuration)
            throws IOException {
        final Path file = directory.resolve("processor.properties");
        final Properties properties = new Properties();
        properties.putAll(configuration);
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
        final Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ProcessorProcess.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("processor.log").toFile())
                .start();
        return new ProcessorProcess(process);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL: nothing is flushed, closed or left in order. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The processor survived being killed.");
        }
    }

    /**
     * Runs a processor until it is killed, or until whoever started it is gone.
     *
     * @param args the configuration file
     */
    public static void main(final String[] args) throws IOException, InterruptedException {
        final Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(args[0]))) {
            properties.load(reader);
        }
        final ProcessHandle parent = ProcessHandle.current().parent().orElseThrow();
        try (MopupProcessor processor = new MopupProcessor(new ProcessorConfig(properties))) {
            processor.start();
            parent.onExit().join();
        }
    }
}
