/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mopup.contract.Digests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** The bill of materials says what is redistributed, and that we may; without asking anybody on the network. */
@DisabledIfSystemProperty(named = "mopup.build", matches = "offline=true", disabledReason = "made online only")
class BillOfMaterialsIT {
    private static final Path DISTRIBUTION = Path.of("target/mopup");
    /** Of several licences one may choose, so one of these is enough. The last is what the pom of re2j calls its BSD licence. */
    private static final Set<String> ALLOWED =
            Set.of("Apache-2.0", "MIT", "MIT-0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "Go License");

    private final JsonNode bom = read();

    @Test
    void shouldListExactlyWhatIsInLib() throws IOException {
        final Set<String> listed = Stream.concat(Stream.of(bom.at("/metadata/component")), components())
                .map(BillOfMaterialsIT::file)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(listed)
                .isEqualTo(jars().stream()
                        .map(jar -> jar.getFileName().toString())
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void shouldHaveTheHashOfWhatIsInLib() {
        assertThat(components()
                        .filter(component -> !component.path("group").asText().equals("io.mopup")))
                .allSatisfy(component -> assertThat(sha256(component))
                        .isEqualTo(hash(DISTRIBUTION.resolve("lib").resolve(file(component)))));
    }

    @Test
    void shouldBeFreeToRedistributeEverything() {
        final Map<String, List<String>> licences = components()
                .collect(Collectors.toMap(
                        component -> component.path("purl").asText(),
                        BillOfMaterialsIT::licences,
                        (one, other) -> one,
                        TreeMap::new));
        assertThat(licences).isNotEmpty();
        licences.values().removeIf(choice -> choice.stream().anyMatch(ALLOWED::contains));
        assertThat(licences).as("not allowed").isEmpty();
    }

    @Test
    void shouldHaveOneVersionOfEveryLibrary() {
        final Map<String, Long> count = components()
                .collect(Collectors.groupingBy(
                        component -> component.path("group").asText()
                                + ':'
                                + component.path("name").asText(),
                        TreeMap::new,
                        Collectors.counting()));
        assertThat(count).allSatisfy((library, versions) -> assertThat(versions).isEqualTo(1));
    }

    /** Which of two copies is loaded is decided by the order of a directory. */
    @Test
    void shouldHaveEveryClassOnce() throws IOException {
        final Map<String, Set<String>> owners = new TreeMap<>();
        for (final Path jar : jars()) {
            try (JarFile file = new JarFile(jar.toFile())) {
                file.stream()
                        .map(JarEntry::getName)
                        .filter(BillOfMaterialsIT::isClass)
                        .forEach(name -> owners.computeIfAbsent(name, key -> new TreeSet<>())
                                .add(jar.getFileName().toString()));
            }
        }
        owners.values().removeIf(where -> where.size() == 1);
        assertThat(owners).isEmpty();
    }

    private static boolean isClass(final String name) {
        return name.endsWith(".class") && !name.startsWith("META-INF/") && !name.equals("module-info.class");
    }

    private Stream<JsonNode> components() {
        return StreamSupport.stream(bom.path("components").spliterator(), false);
    }

    private static List<Path> jars() throws IOException {
        try (Stream<Path> lib = Files.list(DISTRIBUTION.resolve("lib"))) {
            return lib.toList();
        }
    }

    private static String file(final JsonNode component) {
        return component.path("name").asText() + '-' + component.path("version").asText() + ".jar";
    }

    private static List<String> licences(final JsonNode component) {
        return StreamSupport.stream(component.path("licenses").spliterator(), false)
                .map(choice -> choice.has("expression")
                        ? choice.path("expression")
                        : choice.path("license").has("id") ? choice.at("/license/id") : choice.at("/license/name"))
                .map(JsonNode::asText)
                .toList();
    }

    private static String sha256(final JsonNode component) {
        return StreamSupport.stream(component.path("hashes").spliterator(), false)
                .filter(hash -> hash.path("alg").asText().equals("SHA-256"))
                .map(hash -> hash.path("content").asText())
                .findFirst()
                .orElse("none");
    }

    private static String hash(final Path jar) {
        try {
            return HexFormat.of().formatHex(Digests.sha256().digest(Files.readAllBytes(jar)));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read() {
        try {
            return new ObjectMapper().readTree(DISTRIBUTION.resolve("bom.json").toFile());
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
