/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.objects;

import io.mopup.gateway.objects.ObjectBytes.Received;
import io.mopup.storage.StorageException;
import io.mopup.storage.StoredObject;
import io.mopup.storage.filesystem.Disk;
import io.mopup.storage.filesystem.Failures;
import io.mopup.storage.filesystem.FileSystemOptions;
import io.mopup.storage.filesystem.StoreRoot;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The objects of buckets, below the root of a part store. Any number of gateways can share it: what decides about a key
 * is its entry, a file that is replaced as a whole by whoever holds the lock of the key. DESIGN.md says more.
 *
 * <p>What the file system cannot do is a {@link StorageException}.
 */
public final class ObjectStore {
    private static final int LOOKS = 100;

    private final EntryFiles entries;
    private final ObjectBytes bytes;
    private final KeyLocks locks;
    private final Clock clock;

    private ObjectStore(final Disk disk, final StoreRoot store, final Clock clock) {
        this.entries = new EntryFiles(disk, store);
        this.bytes = new ObjectBytes(disk);
        this.locks = new KeyLocks(disk);
        this.clock = clock;
    }

    /**
     * Opens the objects of a part store.
     *
     * @param options of which only fsync counts
     * @throws StorageException if there is no part store
     */
    public static ObjectStore open(final Path root, final FileSystemOptions options, final Clock clock) {
        return Failures.classified(() -> {
            final Path real = root.toRealPath();
            final ObjectStore objects = new ObjectStore(new Disk(real, options.fsync()), StoreRoot.open(real), clock);
            objects.bytes.clearIncoming();
            return objects;
        });
    }

    /**
     * Stores bytes as the object of a key, in the place of an older one.
     *
     * @param body read to its end, not closed
     * @throws IOException if {@code body} cannot be read; nothing changes
     */
    public WriteOutcome put(
            final ObjectName name, final NewObject object, final InputStream body, final Condition condition)
            throws IOException {
        final Received received = bytes.receive(body);
        try {
            final Map<String, String> checksums = object.checksums().get();
            return locks.hold(ObjectLayout.lock(name), () -> {
                final Optional<Condition.Refusal> refusal = condition.refusal(entries.read(name));
                return refusal.isPresent()
                        ? new WriteOutcome.Refused(refusal.get())
                        : write(new ObjectEntry(
                                name.container(),
                                name.key(),
                                received.size(),
                                object.etag().orElse(received.md5()),
                                now(),
                                object.headers(),
                                checksums,
                                bytes.place(received.file(), name),
                                null,
                                null));
            });
        } finally {
            bytes.discard(received.file());
        }
    }

    /**
     * Makes a multipart upload the object of its key. The assembly runs while nobody else can write to the key, and only
     * if the condition holds: one that is refused has consumed no parts. Adopting again gives the same answer.
     *
     * @param object with the ETag of the upload; without one, that of what was assembled counts
     * @param assembly moves the parts to {@link StoredObject#location()}, from where they are taken
     */
    public WriteOutcome adopt(
            final ObjectName name,
            final String uploadId,
            final NewObject object,
            final Condition condition,
            final Supplier<StoredObject> assembly) {
        return locks.hold(ObjectLayout.lock(name), () -> {
            final Optional<ObjectEntry> present = entries.read(name);
            if (present.filter(entry -> uploadId.equals(entry.uploadId())).isPresent()) {
                return new WriteOutcome.Written(present.get());
            }
            final Optional<Condition.Refusal> refusal = condition.refusal(present);
            return refusal.isPresent()
                    ? new WriteOutcome.Refused(refusal.get())
                    : take(name, uploadId, object, assembly.get());
        });
    }

    /** The object of a key. */
    public Optional<ObjectEntry> get(final ObjectName name) {
        return Failures.classified(() -> entries.read(name));
    }

    /** The object of a key with its bytes; to be closed. */
    public Optional<OpenObject> open(final ObjectName name) {
        return Failures.classified(() -> {
            for (int look = 0; look < LOOKS; look++) {
                final Optional<ObjectEntry> entry = entries.read(name);
                if (entry.isEmpty()) {
                    return Optional.empty();
                }
                final Optional<FileChannel> channel = bytes.open(entry.get().location());
                if (channel.isPresent()) {
                    return Optional.of(new OpenObject(entry.get(), channel.get()));
                }
                // Replaced or deleted between the two; the entry says so by now.
            }
            throw new StorageException.Unusable("The bytes of an object are not in the store: " + name);
        });
    }

    /** Deletes the object of a key, if there is one. */
    public void delete(final ObjectName name) {
        locks.hold(ObjectLayout.lock(name), () -> {
            if (entries.read(name).isPresent()) {
                entries.delete(name);
            }
            bytes.keepOnly(name, null);
            return name;
        });
    }

    /** One page of the objects of a bucket. */
    public ObjectPage list(final String container, final ListQuery query) {
        return ObjectPage.of(Failures.classified(() -> entries.list(container, query.prefix())), query);
    }

    /** Whether a bucket has no object. */
    public boolean isEmpty(final String container) {
        return Failures.classified(() -> entries.isEmpty(container));
    }

    /** Runs something while nobody else on this store does so for the same thing. It must not write objects. */
    public <T> T exclusively(final String what, final Supplier<T> action) {
        return locks.hold(ObjectLayout.lock(what), action::get);
    }

    private WriteOutcome take(
            final ObjectName name, final String uploadId, final NewObject object, final StoredObject assembled)
            throws IOException {
        final Map<String, String> checksums = object.checksums().get();
        final Optional<String> location = bytes.adopt(assembled.location(), assembled.size(), name, uploadId);
        if (location.isEmpty()) {
            return new WriteOutcome.Overwritten();
        }
        return write(new ObjectEntry(
                name.container(),
                name.key(),
                assembled.size(),
                object.etag().or(assembled::etag).orElseThrow(),
                now(),
                object.headers(),
                checksums,
                location.get(),
                uploadId,
                object.partSizes()));
    }

    /** The entry decides. If this fails half way, the next write to the key deletes whatever is in excess. */
    private WriteOutcome write(final ObjectEntry entry) throws IOException {
        entries.write(entry);
        bytes.keepOnly(new ObjectName(entry.container(), entry.key()), entry.location());
        return new WriteOutcome.Written(entry);
    }

    private long now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toEpochMilli();
    }
}
