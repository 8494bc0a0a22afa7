/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.specific.SpecificRecordBase;

/** Records of any schema, filled with values that somebody might send: ordinary ones, extremes, and worse. */
final class HostileRecords {
    private static final List<String> TEXTS = List.of(
            "",
            "u1",
            "photos",
            "base--use1-az4--x-s3",
            "111122223333",
            "..",
            "../../etc/passwd",
            "/",
            "a/b%2Fc",
            "\u0000",
            "\n\r\t",
            "\uD83D\uDE00",
            "\uD800",
            "e\u0301",
            "\u202Egpj.exe",
            "k".repeat(1_024),
            "k".repeat(1_025),
            "\u20AC".repeat(342),
            "x".repeat(3_000),
            "Sun, 01 Nov 2026 12:00:00 GMT",
            "yesterday",
            "*",
            "requester",
            "arn:aws:s3:::x");
    private static final long[] LONGS = {0, 1, -1, 2, 100, 10_000, 1 << 20, 5L << 30, Long.MAX_VALUE, Long.MIN_VALUE};
    private static final int[] INTS = {0, 1, 2, -1, 10_000, 10_001, Integer.MAX_VALUE, Integer.MIN_VALUE};
    private static final Instant[] TIMES = {
        TestRecords.TIME,
        Instant.EPOCH,
        Instant.EPOCH.minusMillis(1),
        Instant.parse("9999-12-31T23:59:59.999Z"),
        Instant.parse("9999-12-31T23:59:59.999Z").plusMillis(1),
        Instant.ofEpochMilli(Long.MAX_VALUE),
        Instant.ofEpochMilli(Long.MIN_VALUE)
    };
    /** One field in so many is taken from the worst values, so that most records get past the first check. */
    private static final int ORDINARY = 6;

    private final SplittableRandom random;

    HostileRecords(final long seed) {
        this.random = new SplittableRandom(seed);
    }

    <T extends SpecificRecord> T of(final Class<T> type) {
        return type.cast(value(SpecificData.get().getSchema(type), ""));
    }

    private Object value(final Schema schema, final String field) {
        return switch (schema.getType()) {
            case RECORD -> record(schema);
            case ENUM ->
                Enum.valueOf(
                        SpecificData.get().getClass(schema).asSubclass(Enum.class),
                        schema.getEnumSymbols()
                                .get(random.nextInt(schema.getEnumSymbols().size())));
            case UNION -> {
                final List<Schema> branches = schema.getTypes();
                yield value(branches.get(random.nextInt(branches.size())), field);
            }
            case NULL -> null;
            case STRING -> text(field);
            case BOOLEAN -> random.nextBoolean();
            case INT -> INTS[random.nextInt(random.nextInt(ORDINARY) == 0 ? INTS.length : 3)];
            case LONG ->
                schema.getLogicalType() instanceof LogicalTypes.TimestampMillis
                        ? TIMES[random.nextInt(random.nextInt(ORDINARY) == 0 ? TIMES.length : 1)]
                        : (Object) LONGS[random.nextInt(random.nextInt(ORDINARY) == 0 ? LONGS.length : 2)];
            case ARRAY -> array(schema.getElementType(), field);
            case MAP -> map(schema.getValueType(), field);
            default -> throw new IllegalStateException("No schema of the contract has a " + schema.getType());
        };
    }

    private SpecificRecord record(final Schema schema) {
        final SpecificRecordBase record =
                (SpecificRecordBase) SpecificData.get().newRecord(null, schema);
        schema.getFields().forEach(field -> record.put(field.pos(), value(field.schema(), field.name())));
        return record;
    }

    private List<Object> array(final Schema element, final String field) {
        final List<Object> values = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            values.add(value(element, field));
        }
        return values;
    }

    private Map<String, Object> map(final Schema element, final String field) {
        final Map<String, Object> values = new HashMap<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            values.put(text(field), value(element, field));
        }
        return values;
    }

    private String text(final String field) {
        if (random.nextInt(ORDINARY) == 0) {
            return TEXTS.get(random.nextInt(TEXTS.size()));
        }
        return switch (field) {
            case "commandId" -> "c" + random.nextLong();
            case "uploadId" -> "u" + random.nextInt(20);
            case "container" -> random.nextBoolean() ? "photos" : "base--use1-az4--x-s3";
            case "account", "owner", "expectedBucketOwner" -> "111122223333";
            case "locator" -> "parts/" + random.nextInt(100);
            default -> "k";
        };
    }
}
