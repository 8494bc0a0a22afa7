/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract.release;

import io.mopup.contract.SourceTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaFormatter;
import org.apache.avro.SchemaParser;

/**
 * One version of the contract as it is kept in {@code schemas/released}.
 *
 * @param version such as {@code 0.1.0}
 * @param files content by path below the directory of the version; all of them but the checksums
 */
record Release(String version, SortedMap<String, byte[]> files) {
    private static final Path HOME = SourceTree.ROOT.resolve("schemas/released");
    private static final String VERSIONS = "versions.txt";
    private static final String AVSC = ".avsc";
    private static final String SAMPLES = "samples/";
    private static final String SAMPLE = ".bin";
    private static final String SAMPLE_TEXT = ".json";
    private static final String CHECKSUMS = "SHA256SUMS";

    Release {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /** Every version that is kept, oldest first. */
    static List<Release> all() {
        return versions().stream().map(Release::read).toList();
    }

    /** The names of the versions, oldest first. */
    static List<String> versions() {
        try {
            return Files.readAllLines(HOME.resolve(VERSIONS));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One version as it lies on disk. */
    static Release read(final String version) {
        final SortedMap<String, byte[]> files = new TreeMap<>();
        final Path directory = HOME.resolve(version);
        try (Stream<Path> paths = Files.walk(directory)) {
            for (final Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(directory.relativize(path).toString().replace('\\', '/'), Files.readAllBytes(path));
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        files.remove(CHECKSUMS);
        return new Release(version, files);
    }

    /** A version made of the schemas and the samples of this build. */
    static Release ofContract(final String version) {
        final SortedMap<String, byte[]> files = new TreeMap<>();
        ContractSchemas.records()
                .forEach((name, schema) ->
                        files.put(name + AVSC, utf8(SchemaFormatter.format("json/pretty", schema) + "\n")));
        Samples.all().forEach(record -> {
            final String path = SAMPLES + record.getSchema().getName();
            files.put(path + SAMPLE, SampleCodec.encode(record));
            files.put(path + SAMPLE_TEXT, utf8(SampleCodec.text(record)));
        });
        return new Release(version, files);
    }

    /** Writes it to its directory. Files of an earlier writing that it no longer has are removed. */
    void write() throws IOException {
        final Path directory = HOME.resolve(version);
        if (Files.exists(directory)) {
            for (final String path : read(version).files().keySet()) {
                Files.delete(directory.resolve(path));
            }
        }
        for (final Map.Entry<String, byte[]> file : files.entrySet()) {
            final Path path = directory.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        Files.writeString(directory.resolve(CHECKSUMS), checksums());
        if (!versions().contains(version)) {
            Files.writeString(HOME.resolve(VERSIONS), version + "\n", StandardOpenOption.APPEND);
        }
    }

    /** The schemas of its records by simple name. */
    Map<String, Schema> records() {
        return named("", AVSC).stream().collect(Collectors.toMap(name -> name, name -> new SchemaParser()
                .parse(text(name + AVSC))
                .mainSchema()));
    }

    /** The names of the records that it has a sample of. */
    List<String> samples() {
        return named(SAMPLES, SAMPLE);
    }

    /** The bytes of a sample. */
    byte[] sample(final String recordName) {
        return files.get(SAMPLES + recordName + SAMPLE);
    }

    /** The same sample as text. */
    String sampleText(final String recordName) {
        return text(SAMPLES + recordName + SAMPLE_TEXT);
    }

    /** What {@code sha256sum -c} checks. */
    String checksums() {
        return files.entrySet().stream()
                .map(file -> sha256(file.getValue()) + "  " + file.getKey() + "\n")
                .collect(Collectors.joining());
    }

    /** The checksums that were written with it. */
    static String writtenChecksums(final String version) throws IOException {
        return Files.readString(HOME.resolve(version).resolve(CHECKSUMS));
    }

    @Override
    public String toString() {
        return version;
    }

    private List<String> named(final String start, final String end) {
        return files.keySet().stream()
                .filter(path -> path.startsWith(start) && path.endsWith(end))
                .map(path -> path.substring(start.length(), path.length() - end.length()))
                .toList();
    }

    private String text(final String path) {
        return new String(files.get(path), StandardCharsets.UTF_8);
    }

    private static byte[] utf8(final String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String sha256(final byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
