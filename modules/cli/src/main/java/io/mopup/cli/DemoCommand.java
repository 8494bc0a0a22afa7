/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import io.mopup.cli.demo.Demo;
import io.mopup.cli.demo.DemoReport;
import io.mopup.cli.demo.DemoSettings;
import io.mopup.processor.DialectConfig;
import io.mopup.processor.FoldConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code mopup demo}: the main job, end to end, on this machine. */
@Command(
        name = "demo",
        description = {
            "Race part uploads against aborts on real files, until every upload is final; then look at the disk.",
            "Exit code 0 only if nothing leaked, nothing live was lost, all bytes add up, and every command had exactly one result."
        })
final class DemoCommand implements Callable<Integer> {
    /** Somebody watches; in production a minute lies between the two looks of a receipt. */
    private static final Duration QUIET_PERIOD = Duration.ofSeconds(2);
    /** Also the pause after a round that found something. Everything runs in one process, so reports take no longer. */
    private static final Duration REPORT_TIMEOUT = Duration.ofSeconds(3);

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private Mopup mopup;

    @Option(
            names = "--uploads",
            paramLabel = "N",
            defaultValue = "40",
            description = "Uploads. Default: ${DEFAULT-VALUE}")
    private int uploads;

    @Option(
            names = "--parts",
            paramLabel = "P",
            defaultValue = "12",
            description = "Parts of an upload, at most. Default: ${DEFAULT-VALUE}")
    private int parts;

    @Option(
            names = "--part-size",
            paramLabel = "BYTES",
            defaultValue = "262144",
            description = "Bytes of a part. Default: ${DEFAULT-VALUE}")
    private int partSize;

    @Option(
            names = "--uploaders",
            paramLabel = "T",
            defaultValue = "4",
            description = "Threads that upload. Default: ${DEFAULT-VALUE}")
    private int uploaders;

    @Option(
            names = "--abort-ratio",
            paramLabel = "R",
            defaultValue = "0.6",
            description = "Share of the uploads that are aborted. Default: ${DEFAULT-VALUE}")
    private double abortRatio;

    @Option(
            names = "--late-ratio",
            paramLabel = "L",
            defaultValue = "0.2",
            description = "Share of the parts of aborted uploads that land after the answer. Default: ${DEFAULT-VALUE}")
    private double lateRatio;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "The same seed plans the same uploads with the same bytes. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Where everything is kept. Default: a temporary directory, deleted after success")
    private Path dataDir;

    @Option(names = "--json", description = "Print only the result, as one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        final long begin = System.nanoTime();
        final DemoSettings settings = settings();
        final Path path = dataDir == null ? Files.createTempDirectory("mopup-demo") : dataDir;
        final DemoOutput output = new DemoOutput(spec.commandLine(), json);
        final DemoReport report = run(settings, path, output);
        output.result(report, Duration.ofNanos(System.nanoTime() - begin));
        if (!report.isClean()) {
            output.say("the data is kept in " + path);
            return ExitCode.SOFTWARE;
        }
        if (dataDir == null) {
            delete(path);
        }
        return ExitCode.OK;
    }

    private DemoReport run(final DemoSettings settings, final Path path, final DemoOutput output) throws IOException {
        output.say("data in " + path + ", seed " + seed);
        try (DataDirectory directory = DataDirectory.take(path)) {
            Logging.toFile(directory.log(), mopup.isVerbose());
            final LocalStack.Options options = new LocalStack.Options(0, 0, Optional.empty(), false, properties());
            try (LocalStack stack = LocalStack.start(directory, options, output::say)) {
                output.say("running " + uploads + " uploads");
                return new Demo(settings, stack.clientConfig(), stack.storage(), directory.store())
                        .run(output::lifecycle, output::progress);
            }
        }
    }

    private DemoSettings settings() {
        try {
            return new DemoSettings(uploads, parts, partSize, uploaders, abortRatio, lateRatio, seed);
        } catch (final IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private static Map<String, Object> properties() {
        final Map<String, Object> properties = new HashMap<>();
        properties.put(FoldConfig.QUIET_PERIOD_CONFIG, QUIET_PERIOD.toMillis());
        // A few kilobytes a part show the same as 5 MiB.
        properties.put(DialectConfig.MIN_PART_SIZE_CONFIG, 1L);
        properties.put(FoldConfig.REPORT_TIMEOUT_CONFIG, REPORT_TIMEOUT.toMillis());
        return properties;
    }

    private static void delete(final Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (final Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
