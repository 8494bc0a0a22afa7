/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.benchmarks.internal;

import io.mopup.contract.RecordKeys;
import io.mopup.events.Dialect;
import io.mopup.events.UploadIdentity;
import java.util.HexFormat;

/**
 * A number of uploads that exist only as events. The n-th is always the same, and lies on a partition that is chosen, so
 * that every partition has as many as the others. In the order of their keys they are shuffled, as real ids are.
 */
final class UploadSeries {
    private static final long MIX = 0x9E3779B97F4A7C15L;
    private static final int ANY = -1;
    /** Identities of larger series are made anew each time: a million of them would take 300 MB of the measured heap. */
    private static final int REMEMBERED = 20_000;

    private final String name;
    private final int size;
    private final int partitions;
    private final int partition;
    private final UploadIdentity[] remembered;

    private UploadSeries(final String name, final int size, final int partitions, final int partition) {
        this.name = name;
        this.size = size;
        this.partitions = partitions;
        this.partition = partition;
        this.remembered = new UploadIdentity[size <= REMEMBERED ? size : 0];
    }

    /** Spread evenly over all partitions. */
    static UploadSeries spread(final String name, final int size, final int partitions) {
        return new UploadSeries(name, size, partitions, ANY);
    }

    /** All on one partition. */
    static UploadSeries on(final int partition, final String name, final int size, final int partitions) {
        return new UploadSeries(name, size, partitions, partition);
    }

    int size() {
        return size;
    }

    /** Whether this key, of an upload or of a part of one, belongs to the series. */
    boolean owns(final String key) {
        return key.startsWith(name + '.');
    }

    /** The n-th upload, from 0 on. */
    UploadIdentity identity(final int index) {
        if (remembered.length == 0) {
            return make(index);
        }
        if (remembered[index] == null) {
            remembered[index] = make(index);
        }
        return remembered[index];
    }

    /** The index of an upload id of this series. */
    int index(final String uploadId) {
        final int start = name.length() + 1;
        return HexFormat.fromHexDigits(uploadId, start + 16, start + 24);
    }

    private UploadIdentity make(final int index) {
        final int wanted = partition == ANY ? index % partitions : partition;
        String uploadId;
        long salt = 0;
        do {
            uploadId = name
                    + '.'
                    + HexFormat.of().toHexDigits(mix(((long) index << 16) + salt++))
                    + HexFormat.of().toHexDigits(index);
        } while (RecordKeys.partition(uploadId, partitions) != wanted);
        final UploadIdentity identity = new UploadIdentity();
        identity.setDialect(Dialect.S3);
        identity.setAccount("111122223333");
        identity.setContainer("benchmark-bucket");
        identity.setKey("objects/" + index);
        identity.setUploadId(uploadId);
        return identity;
    }

    /** The finalizer of SplitMix64: one to one, and neighbours end far apart. */
    private static long mix(final long value) {
        long mixed = value * MIX;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
