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

/** {@code mopup topics verify}. */
@Command(
        name = "verify",
        description = "Check that all topics are as the catalogue says. Exit code 1 with one line per difference.")
final class TopicsVerifyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private TopicOptions options;

    @Override
    public Integer call() {
        final List<TopicDifference> differences = options.differences(TopicAdmin::compare);
        options.print(
                spec.commandLine().getOut(),
                differences,
                TopicDifference::finding,
                "All topics are as they should be.");
        return differences.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    }
}
