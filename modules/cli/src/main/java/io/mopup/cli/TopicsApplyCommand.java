/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import io.mopup.client.admin.TopicAdmin;
import io.mopup.client.admin.TopicDifference;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code mopup topics apply}. */
@Command(
        name = "apply",
        description = {
            "Create missing topics and adjust configurations.",
            "Never deletes a topic and never changes a partition count."
        })
final class TopicsApplyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private TopicOptions options;

    @Override
    public Integer call() {
        final List<TopicDifference> differences = options.differences(TopicAdmin::apply);
        options.print(spec.commandLine().getOut(), differences, TopicDifference::remedy, "Nothing to do.");
        return ExitCode.OK;
    }
}
