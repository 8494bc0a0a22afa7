/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.storage.filesystem;

import io.mopup.contract.Digests;
import io.mopup.events.Dialect;
import io.mopup.events.UploadIdentity;
import io.mopup.storage.PartGeneration;
import io.mopup.storage.StorageException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How identities become relative paths, see DESIGN.md. Pure text: nothing that comes from an event is ever parsed as a
 * path, so nothing from an event can leave the root.
 */
final class StoreLayout {
    static final String UPLOADS = "uploads";
    static final String OBJECTS = "objects";
    static final String ENDED = "ended";
    static final String TEMPORARY_SUFFIX = ".tmp";

    /** Names that every file system keeps apart and that no tool reads as anything else. */
    private static final Pattern PLAIN = Pattern.compile("[a-z0-9]|[a-z0-9][a-z0-9._-]{0,98}[a-z0-9]");

    private static final Pattern NOT_PLAIN = Pattern.compile("[^a-z0-9]+");
    private static final Pattern PART = Pattern.compile("(\\d{5})\\.(\\d{19})\\.part");
    private static final String MAX_GENERATION = Long.toString(Long.MAX_VALUE);
    private static final int READABLE_LENGTH = 60;

    private StoreLayout() {}

    /** A finished part as its file name tells it. */
    record PartFile(int partNumber, long generation) {}

    /** The directory that holds the parts of an open upload. */
    static String upload(final UploadIdentity identity) {
        return UPLOADS + "/" + container(identity) + "/" + name(identity.getUploadId());
    }

    /** The file that says how an upload ended. */
    static String ended(final UploadIdentity identity) {
        return ENDED + "/" + container(identity) + "/" + name(identity.getUploadId());
    }

    /** The file of the object or archive that an upload becomes. */
    static String object(final UploadIdentity identity) {
        final String name = identity.getDialect() == Dialect.GLACIER ? archiveId(identity) : identity.getKey();
        return OBJECTS + "/" + container(identity) + "/" + name(required(name, "key"));
    }

    static String part(final PartGeneration part) {
        return upload(part.identity()) + "/" + partName(part.partNumber(), part.generation()) + ".part";
    }

    /** The beginning of the file name of a part, sortable as text. */
    static String partName(final int partNumber, final long generation) {
        return String.format(Locale.ROOT, "%05d.%019d", partNumber, generation);
    }

    /** What a file name says, if it is that of a finished part. */
    static Optional<PartFile> partFile(final String fileName) {
        final Matcher matcher = PART.matcher(fileName);
        // 19 digits can exceed a long; as text of one length they compare like numbers.
        if (!matcher.matches() || matcher.group(2).compareTo(MAX_GENERATION) > 0) {
            return Optional.empty();
        }
        final int partNumber = Integer.parseInt(matcher.group(1));
        return partNumber >= PartGeneration.MIN_PART_NUMBER && partNumber <= PartGeneration.MAX_PART_NUMBER
                ? Optional.of(new PartFile(partNumber, Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    /**
     * Checks a locator that came from an event.
     *
     * @throws StorageException.Unusable unless it is one that this store gave to a part of this very upload
     */
    static String requirePartOf(final UploadIdentity identity, final String locator) {
        final String directory = upload(identity) + "/";
        if (!locator.startsWith(directory)
                || partFile(locator.substring(directory.length())).isEmpty()) {
            throw new StorageException.Unusable("The locator names no part of this upload; those begin with '"
                    + directory + "' and end with '.part'");
        }
        return locator;
    }

    /** Derived from the identity, so that assembling again names the same archive. */
    static String archiveId(final UploadIdentity identity) {
        return sha256(container(identity) + "/" + identity.getUploadId());
    }

    /** Vaults of two accounts may share a name, buckets may not. '+' stands in no plain name. */
    private static String container(final UploadIdentity identity) {
        final String container = name(required(identity.getContainer(), "container"));
        return identity.getDialect() == Dialect.GLACIER
                ? name(required(identity.getAccount(), "account")) + "+" + container
                : container;
    }

    /** Plain text stays as it is; of anything else a readable rest, then a hash. '~' stands in no plain name. */
    private static String name(final String text) {
        required(text, "uploadId");
        if (PLAIN.matcher(text).matches()) {
            return text;
        }
        final String readable = NOT_PLAIN.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("_");
        return readable.substring(0, Math.min(READABLE_LENGTH, readable.length())) + "~"
                + sha256(text).substring(0, 32);
    }

    private static String required(final String text, final String field) {
        if (text == null || text.isEmpty()) {
            throw new StorageException.Unusable("identity." + field + " is missing");
        }
        return text;
    }

    private static String sha256(final String text) {
        return HexFormat.of().formatHex(Digests.sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
