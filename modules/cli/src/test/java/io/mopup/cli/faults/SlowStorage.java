/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.faults;

import io.mopup.events.ListedPart;
import io.mopup.events.ObservedPart;
import io.mopup.events.UploadIdentity;
import io.mopup.storage.Deleted;
import io.mopup.storage.PartGeneration;
import io.mopup.storage.PartStorage;
import io.mopup.storage.StoredObject;
import io.mopup.storage.StoredPart;
import io.mopup.storage.SweepResult;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A real store on which whatever agents ask for takes long: before it happens, and once more before the answer is there.
 * So a deletion is repeated while the first one is under way, and reported when it was reported already.
 */
final class SlowStorage implements PartStorage {
    private static final int LONGEST_HALF_MS = 2_000;

    private final PartStorage storage;
    private final Random random;

    SlowStorage(final PartStorage storage, final long seed) {
        this.storage = storage;
        this.random = new Random(seed);
    }

    @Override
    public Deleted delete(final UploadIdentity identity, final String locator) {
        takeTime();
        final Deleted deleted = storage.delete(identity, locator);
        takeTime();
        return deleted;
    }

    @Override
    public SweepResult sweep(final UploadIdentity identity) {
        takeTime();
        final SweepResult result = storage.sweep(identity);
        takeTime();
        return result;
    }

    @Override
    public void create(final UploadIdentity identity) {
        storage.create(identity);
    }

    @Override
    public StoredPart write(final PartGeneration part, final InputStream bytes) throws IOException {
        return storage.write(part, bytes);
    }

    @Override
    public StoredObject assemble(final UploadIdentity identity, final List<ListedPart> parts) {
        return storage.assemble(identity, parts);
    }

    private void takeTime() {
        try {
            // Nobody counts it down: its time-out is the time that a slow disk takes.
            new CountDownLatch(1).await(random.nextInt(LONGEST_HALF_MS), TimeUnit.MILLISECONDS);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public List<ObservedPart> list(final UploadIdentity identity) {
        return storage.list(identity);
    }
}
