/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract.release;

import static org.apache.avro.SchemaCompatibility.SchemaCompatibilityType.COMPATIBLE;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaPairCompatibility;

/**
 * What the contract promises between a released schema and a later one: readers of either read what writers of the
 * other wrote, and nothing that was once said is dropped on the way.
 */
final class Compatibility {
    private final List<String> problems = new ArrayList<>();

    private Compatibility() {}

    /** What breaks the promise; empty if nothing does. */
    static List<String> problems(final Schema released, final Schema current) {
        final Compatibility compatibility = new Compatibility();
        compatibility.readable("A new reader cannot read old records", current, released);
        compatibility.readable("An old reader cannot read new records", released, current);
        compatibility.kept(released.getName(), released, current);
        return compatibility.problems;
    }

    private void readable(final String problem, final Schema reader, final Schema writer) {
        final SchemaPairCompatibility pair = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
        if (pair.getType() != COMPATIBLE) {
            problems.add(problem + ": " + pair.getResult().getIncompatibilities());
        }
    }

    /** Avro calls it compatible when a field or a symbol goes, or a number changes its unit. A reader does not. */
    private void kept(final String where, final Schema released, final Schema current) {
        if (released.getType() != current.getType()) {
            problems.add(where + " changed its type");
            return;
        }
        if (!Objects.equals(unit(released), unit(current))) {
            problems.add(where + " was " + unit(released) + " and is now " + unit(current));
        }
        switch (released.getType()) {
            case RECORD -> released.getFields().forEach(field -> fieldKept(where, field, current));
            case ENUM -> symbolsKept(where, released, current);
            case ARRAY -> kept(where + "[]", released.getElementType(), current.getElementType());
            case MAP -> kept(where + "{}", released.getValueType(), current.getValueType());
            case UNION -> branchesKept(where, released, current);
            default -> {
                // Of a primitive there is no more to keep than its type.
            }
        }
    }

    /** The logical type, such as timestamp-millis; null for a plain value. */
    private static String unit(final Schema schema) {
        return schema.getProp("logicalType");
    }

    private void fieldKept(final String where, final Schema.Field released, final Schema current) {
        final Schema.Field field = current.getField(released.name());
        if (field == null) {
            problems.add(where + "." + released.name() + " is gone");
        } else {
            kept(where + "." + released.name(), released.schema(), field.schema());
        }
    }

    private void symbolsKept(final String where, final Schema released, final Schema current) {
        final List<String> gone = new ArrayList<>(released.getEnumSymbols());
        gone.removeAll(current.getEnumSymbols());
        gone.forEach(symbol -> problems.add(where + " lost its symbol " + symbol));
    }

    private void branchesKept(final String where, final Schema released, final Schema current) {
        if (released.getTypes().size() != current.getTypes().size()) {
            problems.add(where + " changed its union");
            return;
        }
        for (int i = 0; i < released.getTypes().size(); i++) {
            kept(where, released.getTypes().get(i), current.getTypes().get(i));
        }
    }
}
