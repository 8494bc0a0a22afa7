/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.agent;

import io.mopup.contract.TopicNames;
import io.mopup.events.UploadIdentity;
import io.mopup.storage.Deleted;
import io.mopup.storage.PartStorage;
import io.mopup.storage.filesystem.FileSystemOptions;
import io.mopup.storage.filesystem.FileSystemPartStorage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * An agent in a process of its own that dies like with kill -9 right after its first deletion: nothing is reported, flushed
 * or closed.
 */
final class DyingAgent {
    static final int EXIT_CODE = 137;

    private DyingAgent() {}

    public static void main(final String[] args) throws Exception {
        final Properties properties = new Properties();
        properties.load(Files.newBufferedReader(Path.of(args[0])));
        final Map<String, Object> config = new HashMap<>();
        properties.stringPropertyNames().forEach(key -> config.put(key, properties.getProperty(key)));
        Installation.register(
                properties.getProperty("schema.registry.url"),
                new TopicNames(properties.getProperty(TopicNames.TOPIC_PREFIX_CONFIG)));
        new StorageAgent(
                        new AgentConfig(config),
                        new Deadly(FileSystemPartStorage.open(Path.of(args[1]), FileSystemOptions.DEFAULT)))
                .start();
    }

    private static final class Deadly extends StorageProxy {
        Deadly(final PartStorage storage) {
            super(storage);
        }

        @Override
        void before(final UploadIdentity identity) {
            // It dies after the call, not before.
        }

        @Override
        public Deleted delete(final UploadIdentity identity, final String locator) {
            super.delete(identity, locator);
            Runtime.getRuntime().halt(EXIT_CODE);
            throw new AssertionError("unreachable");
        }
    }
}
