/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.faults;

import io.mopup.storage.filesystem.FileSystemOptions;
import io.mopup.storage.filesystem.FileSystemPartStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** An installation as in production, except that it is on one machine: for tests of what operators do with it. */
final class Stage implements AutoCloseable {
    private final Path store;
    private final Cluster cluster;
    private final FrontEnd frontEnd;

    /**
     * Nothing runs yet.
     *
     * @param name of the directory with its data and logs
     * @param processorChanges what the processors have beside or instead of {@link Timing#processor}
     */
    Stage(final String name, final Map<String, String> processorChanges) throws IOException {
        final Path directory = Path.of("target", name).toAbsolutePath();
        WorkDirectory.empty(directory);
        this.store = Files.createDirectory(directory.resolve("store"));
        FileSystemPartStorage.format(store);
        this.frontEnd = new FrontEnd(FileSystemPartStorage.open(store, FileSystemOptions.DEFAULT), store);
        this.cluster = new Cluster(directory, store, processorChanges);
    }

    Cluster cluster() {
        return cluster;
    }

    FrontEnd frontEnd() {
        return frontEnd;
    }

    /** Waits until all work is done, and says which promises were broken so far. */
    List<String> violations(final TopicLog topics) throws IOException {
        Quiet.await(cluster, topics);
        return Judge.violations(topics.read(), StoreFiles.at(store));
    }

    @Override
    public void close() {
        cluster.close();
    }
}
