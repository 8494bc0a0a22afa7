/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.broker;

import io.mopup.processor.MopupProcessor;
import io.mopup.processor.ProcessorConfig;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** A processor in a process of its own, so that it can be killed as a machine would kill it. */
public final class ProcessorProcess {
    private static final int REPORTED_LINES = 40;

    private final Process process;
    private final Path log;

    private ProcessorProcess(final Process process, final Path log) {
        this.process = process;
        this.log = log;
    }

    public static ProcessorProcess start(final Path directory, final Map<String, String> configuration)
            throws IOException {
        final Path file = directory.resolve("processor.properties");
        final Properties properties = new Properties();
        properties.putAll(configuration);
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
        final Path log = directory.resolve("processor.log");
        final Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ProcessorProcess.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new ProcessorProcess(process, log);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Whether it runs, and the end of its log. */
    public String report() {
        try {
            final List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
            return "\nThe processor " + (isAlive() ? "runs:\n" : "is gone:\n")
                    + String.join("\n", lines.subList(Math.max(0, lines.size() - REPORTED_LINES), lines.size()));
        } catch (final IOException e) {
            return "\nNo log: " + e;
        }
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
