/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.agent;

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

/** A real store behind a step that a test can put in front of what agents call. */
abstract class StorageProxy implements PartStorage {
    private final PartStorage storage;

    StorageProxy(final PartStorage storage) {
        this.storage = storage;
    }

    /** Runs before each deletion and sweep. */
    abstract void before(UploadIdentity identity);

    @Override
    public Deleted delete(final UploadIdentity identity, final String locator) {
        before(identity);
        return storage.delete(identity, locator);
    }

    @Override
    public SweepResult sweep(final UploadIdentity identity) {
        before(identity);
        return storage.sweep(identity);
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

    @Override
    public List<ObservedPart> list(final UploadIdentity identity) {
        return storage.list(identity);
    }
}
