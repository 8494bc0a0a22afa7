/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.benchmarks.internal;

/**
 * What one row of the report is about. docs/benchmarks.md explains each.
 *
 * @param id the letter of the row, then what distinguishes it from others of that letter
 */
record Row(String id, String what, String unit) {
    private static final String RECORDS = "records/s";
    private static final String ABORTS = "aborts/s";
    private static final String MS = "ms";
    private static final String MIB = "MiB";
    private static final String RATIO = "ratio";

    static final Row PRODUCER = new Row("P", "a producer, Avro, acks=all", RECORDS);
    static final Row CONSUMER = new Row("C", "a consumer, bytes", RECORDS);
    static final Row CONSUMER_DECODING = new Row("C.avro", "a consumer that decodes", RECORDS);
    static final Row L1 = new Row("L1", "Streams: decode, encode, forward", RECORDS);
    static final Row L2 = new Row("L2", "Streams: one get, one put, one forward", RECORDS);
    static final Row PARTS = new Row("b", "PartUploaded through the fold", RECORDS);
    static final Row PARTS_OF_L1 = new Row("b/L1", "of L1 in the same run", RATIO);
    static final Row PARTS_OF_L2 = new Row("b/L2", "of L2 in the same run", RATIO);
    static final Row ANSWER_P50 = new Row("d.p50", "abort to result at a quarter of the load, p50", MS);
    static final Row ANSWER_P99 = new Row("d.p99", "abort to result at a quarter of the load, p99", MS);
    static final Row LOAD = new Row("d.load", "that quarter, uploads of 10 parts", ABORTS);
    static final Row IDLE_ANSWER_P99 = new Row("e.idle.answer", "idle: abort to result, p99", MS);
    static final Row IDLE_DELETION_P99 = new Row("e.idle.deletion", "idle: small abort to last deletion, p99", MS);
    static final Row LARGE_ANSWER = new Row("e.answer", "10000 parts: abort to result", MS);
    static final Row LARGE_DELETION = new Row("e.deletion", "10000 parts: abort to last deletion", MS);
    static final Row LARGE_ANSWER_RATIO = new Row("e.answer/idle", "of the idle p99 in the same run", RATIO);
    static final Row SLICE = new Row("e.slice", "10000 parts: from slice to slice", MS);
    static final Row SMALL_DELETION = new Row("e.small", "small upload behind it: abort to last deletion, worst", MS);
    static final Row SMALL_DELAY = new Row("e.small.delay", "its worst decision, later than the idle p99", MS);
    static final Row SMALL_SLICES = new Row("e.small.slices", "the same in slices", "slices");

    static Row toLastDeletion(final int parts) {
        return new Row("c." + parts + ".deletion", "aborts of " + parts(parts) + " to the last deletion", ABORTS);
    }

    static Row toReceipt(final int parts) {
        return new Row("c." + parts + ".receipt", "aborts of " + parts(parts) + " to the receipt", ABORTS);
    }

    static Row heap(final int openUploads) {
        return new Row("f.heap." + openUploads, "peak heap during (b) with " + uploads(openUploads), MIB);
    }

    static Row rocksDb(final int openUploads) {
        return new Row("f.rocksdb." + openUploads, "RocksDB during (b) with " + uploads(openUploads), MIB);
    }

    static Row memTables(final int openUploads) {
        return new Row("f.memtables." + openUploads, "of it write buffers", MIB);
    }

    static Row partsWith(final int openUploads) {
        return new Row("g." + openUploads, "(b) with " + uploads(openUploads), RECORDS);
    }

    static Row partsRatio(final int openUploads, final int reference) {
        return new Row("g." + openUploads + "/" + reference, "of the same run with " + uploads(reference), RATIO);
    }

    private static String parts(final int count) {
        return count == 1 ? "1 part" : count + " parts";
    }

    private static String uploads(final int count) {
        return count == 1 ? "1 open upload" : count + " open uploads";
    }
}
