/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mopup topics}: the topic catalogue against a cluster. */
@Command(
        name = "topics",
        description = "Compare the topics of a cluster with the catalogue, or bring them there.",
        subcommands = {TopicsPlanCommand.class, TopicsApplyCommand.class, TopicsVerifyCommand.class})
final class TopicsCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which one: plan, apply or verify?");
    }
}
