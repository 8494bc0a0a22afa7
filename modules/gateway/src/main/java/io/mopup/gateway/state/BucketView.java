/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.state;

import io.mopup.client.MopupClient;
import io.mopup.client.MopupClientException;
import io.mopup.client.TopicTable;
import io.mopup.contract.MopupTopic;
import io.mopup.contract.RecordKeys;
import io.mopup.core.ContainerDirectory;
import io.mopup.events.Container;
import io.mopup.events.Dialect;
import io.mopup.events.UploadIdentity;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/** The buckets and vaults that are registered on the topic of containers. */
public final class BucketView implements AutoCloseable {
    private static final List<Dialect> BUCKETS = List.of(Dialect.S3, Dialect.S3_DIRECTORY, Dialect.COS);
    /** How an SDK writes the ARN of an access point into a host name: its name, then the account. */
    private static final Pattern ACCESS_POINT_HOST = Pattern.compile("(.+)-([0-9]{12})");

    private final ContainerDirectory directory = new ContainerDirectory();
    private final TopicTable<SpecificRecord> table;

    public BucketView(final MopupClient client) {
        this.table = client.table(
                MopupTopic.CONTAINERS, SpecificRecord.class, (key, record) -> directory.put(key, record.orElse(null)));
    }

    /**
     * Waits until everything that is registered by now is known here.
     *
     * @throws MopupClientException if that does not come in time
     */
    public void catchUp(final Duration limit) {
        table.catchUp(limit);
    }

    /** Takes a record that this gateway itself has just published, so that its clients see it at once. */
    public void put(final Container container) {
        directory.put(RecordKeys.of(container), container);
    }

    /** The bucket of this name or alias, of whatever dialect, unless it was deleted. */
    public Optional<Container> bucket(final String name) {
        return BUCKETS.stream()
                .flatMap(dialect -> find(dialect, null, name).stream())
                .findFirst()
                .or(() -> byAccessPoint(name));
    }

    /** The vault of this account and name, unless it was deleted. */
    public Optional<Container> vault(final String account, final String name) {
        return find(Dialect.GLACIER, account, name);
    }

    /** All that were not deleted. */
    public Stream<Container> all() {
        return directory.containers().filter(BucketView::exists);
    }

    /** Whether the topic is still followed. */
    public boolean isOpen() {
        return table.isOpen();
    }

    @Override
    public void close() {
        table.close();
    }

    private Optional<Container> find(final Dialect dialect, final String account, final String name) {
        return directory
                .find(UploadIdentity.newBuilder()
                        .setDialect(dialect)
                        .setAccount(account)
                        .setContainer(name)
                        .setUploadId("")
                        .build())
                .filter(BucketView::exists);
    }

    private Optional<Container> byAccessPoint(final String label) {
        final Matcher matcher = ACCESS_POINT_HOST.matcher(label);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        final String ending = ":" + matcher.group(2) + ":accesspoint/" + matcher.group(1);
        return all().filter(container -> container.getAliases().stream().anyMatch(alias -> alias.endsWith(ending)))
                .findFirst();
    }

    private static boolean exists(final Container container) {
        return container.getDeletedAt() == null;
    }
}
