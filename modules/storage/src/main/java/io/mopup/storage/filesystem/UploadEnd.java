/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.storage.filesystem;

import io.mopup.storage.StoredObject;
import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How an upload ended at this store. As text: lines of {@code name=value}, for people and for the next process. */
sealed interface UploadEnd {
    /** It was swept; nothing can be written to it any more. */
    record Aborted() implements UploadEnd {}

    /**
     * It became an object.
     *
     * @param parts digest of the part list, to recognise the same call
     * @param temporary file name of the complete object in the upload's directory, until it is moved to its place
     */
    record Assembled(String parts, String temporary, StoredObject object) implements UploadEnd {}

    /** The text of an end. */
    static String write(final UploadEnd end) {
        final Map<String, String> lines = new TreeMap<>();
        if (end instanceof Assembled assembled) {
            final StoredObject object = assembled.object();
            lines.put("state", "assembled");
            lines.put("parts", assembled.parts());
            lines.put("temporary", assembled.temporary());
            lines.put("location", object.location());
            lines.put("size", Long.toString(object.size()));
            object.etag().ifPresent(etag -> lines.put("etag", etag));
            object.treeHash().ifPresent(hash -> lines.put("treeHash", hash));
            object.archiveId().ifPresent(id -> lines.put("archiveId", id));
        } else {
            lines.put("state", "aborted");
        }
        return lines.entrySet().stream()
                .map(line -> line.getKey() + "=" + line.getValue() + "\n")
                .collect(Collectors.joining());
    }

    /** The end in a text. */
    static UploadEnd read(final String text) throws IOException {
        final Properties lines = new Properties();
        lines.load(new StringReader(text));
        final String state = lines.getProperty("state", "");
        return switch (state) {
            case "aborted" -> new Aborted();
            case "assembled" ->
                new Assembled(
                        lines.getProperty("parts"),
                        lines.getProperty("temporary"),
                        new StoredObject(
                                lines.getProperty("location"),
                                Long.parseLong(lines.getProperty("size")),
                                Optional.ofNullable(lines.getProperty("etag")),
                                Optional.ofNullable(lines.getProperty("treeHash")),
                                Optional.ofNullable(lines.getProperty("archiveId"))));
            default -> throw new IOException("An upload that ended as '" + state + "' is from a newer release");
        };
    }
}
