/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import java.nio.file.Path;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.appender.ConsoleAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.builder.api.AppenderComponentBuilder;
import org.apache.logging.log4j.core.config.builder.api.ConfigurationBuilder;
import org.apache.logging.log4j.core.config.builder.api.ConfigurationBuilderFactory;
import org.apache.logging.log4j.core.config.builder.api.LayoutComponentBuilder;
import org.apache.logging.log4j.core.config.builder.impl.BuiltConfiguration;

/** Where log lines go. Results go to standard output, so log lines never do. */
final class Logging {
    private static final String APPENDER = "log";
    private static final String MOPUP = "io.mopup";
    private static final String KAFKA = "org.apache.kafka";
    private static final String BROKER = "kafka";
    private static final String REGISTRY_CLIENT = "io.confluent";

    private Logging() {}

    /** For commands that end soon: what fails is said in the answer, so clients keep quiet about their retries. */
    static void toStderr(final boolean verbose) {
        final Level level = verbose ? Level.INFO : Level.WARN;
        configure(level, verbose ? Level.INFO : Level.OFF, stderr());
    }

    /** For processes that run on: what they do, and what troubles their clients. */
    static void ofProcess(final boolean verbose) {
        configure(Level.INFO, verbose ? Level.INFO : Level.WARN, stderr());
    }

    /** For processes whose output is for people or for machines: everything into a file that is replaced at each start. */
    static void toFile(final Path file, final boolean verbose) {
        configure(Level.INFO, verbose ? Level.INFO : Level.WARN, file(file));
    }

    private static void configure(final Level ours, final Level clients, final Target target) {
        final ConfigurationBuilder<BuiltConfiguration> builder = ConfigurationBuilderFactory.newConfigurationBuilder();
        // Log4j's own hook would stop the log while we are still closing.
        builder.setShutdownHook("disable").setStatusLevel(Level.ERROR);
        final LayoutComponentBuilder layout = builder.newLayout("PatternLayout")
                .addAttribute("pattern", "%d{yyyy-MM-dd HH:mm:ss.SSS} %-5level %logger{1} - %msg%n");
        builder.add(target.appender(builder).add(layout));
        builder.add(builder.newLogger(MOPUP, ours));
        builder.add(builder.newLogger(KAFKA, clients));
        builder.add(builder.newLogger(BROKER, clients));
        builder.add(builder.newLogger(REGISTRY_CLIENT, clients));
        builder.add(builder.newRootLogger(Level.WARN).add(builder.newAppenderRef(APPENDER)));
        Configurator.reconfigure(builder.build());
    }

    private static Target stderr() {
        return builder ->
                builder.newAppender(APPENDER, "Console").addAttribute("target", ConsoleAppender.Target.SYSTEM_ERR);
    }

    private static Target file(final Path file) {
        return builder -> builder.newAppender(APPENDER, "File")
                .addAttribute("fileName", file.toString())
                .addAttribute("append", false);
    }

    @FunctionalInterface
    private interface Target {
        AppenderComponentBuilder appender(ConfigurationBuilder<BuiltConfiguration> builder);
    }
}
