/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import io.mopup.agent.AgentConfig;
import io.mopup.client.ClientConfig;
import io.mopup.client.admin.ProcessorReset;
import io.mopup.client.admin.ResetPlan;
import io.mopup.processor.MopupProcessor;
import io.mopup.processor.ProcessorConfig;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyDescription;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mopup reset}. */
@Command(
        name = "reset",
        description = {
            "Take the state of the processor away and let it read its inputs again, as far as they are still kept.",
            "Shows what it would do, and does it with --execute.",
            "Needs the configuration of the processor, and all processors and agents stopped.",
            "Every decision is taken again and can turn out otherwise.",
            "What retention has taken is not known any more.",
            "See docs/operations.md before you do this to anything that matters."
        })
final class ResetCommand implements Callable<Integer> {
    /** More would scroll the reasons away. */
    private static final int SHOWN = 10;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions connection;

    @Option(names = "--forget-open", description = "Also if uploads are lost that something still has to happen to.")
    private boolean forgetOpen;

    @Option(names = "--execute", description = "Do it.")
    private boolean execute;

    @Override
    public Integer call() {
        final Map<String, Object> properties = connection.properties();
        final ProcessorConfig processor = new ProcessorConfig(properties);
        final String group = processor.getString(StreamsConfig.APPLICATION_ID_CONFIG);
        final String agents = properties
                .getOrDefault(AgentConfig.GROUP_ID_CONFIG, AgentConfig.GROUP_ID_DEFAULT)
                .toString();
        final ClientConfig client = connection.client();
        final LocalState local = new LocalState(processor.streamsConfig());
        try (Admin admin = Admin.create(client.passedThrough())) {
            final ProcessorReset reset = new ProcessorReset(admin, client, group, changelogs(processor, group));
            ResetRefusal.unlessStopped(reset.alive(List.of(group, agents)));
            final ResetPlan plan = reset.plan();
            print(plan, local);
            ResetRefusal.ofHarm(plan, processor, forgetOpen);
            if (execute) {
                local.delete();
                reset.execute(plan);
            }
        }
        say(
                execute
                        ? "Done. Delete the state directory on every other machine, too."
                        : "Nothing was changed. Do it with --execute.");
        return ExitCode.OK;
    }

    /** From the topology, because a prefix would also find those of another application whose id goes on like ours. */
    private static List<String> changelogs(final ProcessorConfig config, final String group) {
        return MopupProcessor.topology(config).subtopologies().stream()
                .flatMap(part -> part.nodes().stream())
                .flatMap(node -> node instanceof TopologyDescription.Processor processor
                        ? processor.stores().stream()
                        : Stream.empty())
                .distinct()
                .map(store -> group + "-" + store + "-changelog")
                .toList();
    }

    /** In the same words with --execute, because it can still be refused. */
    private void print(final ResetPlan plan, final LocalState local) {
        plan.rewinds()
                .forEach(rewind -> say("would rewind  %s from %s to %d%s"
                        .formatted(
                                rewind.partition(),
                                rewind.committed().map(String::valueOf).orElse("the beginning"),
                                rewind.target(),
                                rewind.since().map(ResetCommand::whole).orElse(""))));
        plan.topics().forEach(topic -> say("would delete  " + topic));
        local.existing().ifPresent(directory -> say("would delete  " + directory));
        if (!plan.lost().isEmpty()) {
            say("would forget  %d uploads, %d of them open"
                    .formatted(plan.lost().size(), ResetRefusal.open(plan).count()));
            ResetRefusal.open(plan)
                    .limit(SHOWN)
                    .forEach(upload ->
                            say("        %s %s/%s".formatted(upload.uploadId(), upload.status(), upload.reclaim())));
        }
    }

    private static String whole(final Instant since) {
        return since.equals(Instant.MAX) ? ", nothing before now is whole" : ", whole since " + since;
    }

    private void say(final String line) {
        final PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
