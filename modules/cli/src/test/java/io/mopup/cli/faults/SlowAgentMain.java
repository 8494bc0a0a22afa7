/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.faults;

import io.mopup.agent.AgentConfig;
import io.mopup.agent.StorageAgent;
import io.mopup.storage.filesystem.FileSystemOptions;
import io.mopup.storage.filesystem.FileSystemPartStorage;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** An agent like that of {@code mopup agent}, on a {@link SlowStorage}. */
public final class SlowAgentMain {
    static final String READY = "slow agent is ready";

    private SlowAgentMain() {}

    /** Runs until a signal: {@code arguments} are the configuration file, the root of the store and a seed. */
    public static void main(final String[] arguments) throws IOException {
        final Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(arguments[0]))) {
            properties.load(reader);
        }
        final SlowStorage storage = new SlowStorage(
                FileSystemPartStorage.open(Path.of(arguments[1]), FileSystemOptions.DEFAULT),
                Long.parseLong(arguments[2]));
        final StorageAgent agent = new StorageAgent(new AgentConfig(properties), storage);
        agent.start();
        Runtime.getRuntime().addShutdownHook(new Thread(agent::close, "slow-agent-close"));
        System.out.println(READY);
    }
}
