/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.mopup.contract.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A copy of the chart, which a test may break.
 *
 * @param folder the directory of {@code Chart.yaml}
 */
record Chart(Path folder) {
    static final String RELEASE = "shop";
    /** What an annotation of a hook begins with here. */
    static final String HOOK = "rendered.helm.sh/hook";

    static final String NAMESPACE = "storage";
    /** The library would take itself for one of 1.20. */
    private static final String KUBERNETES = "1.34.0";

    private static final Path ORIGINAL = SourceTree.ROOT.resolve("deploy/helm/mopup");
    private static final Path VALUES = Path.of("src/test/resources/values").toAbsolutePath();
    private static final ObjectMapper YAML = new YAMLMapper();

    /** The chart as it stands in the repository, but with its hooks as ordinary manifests: the library leaves hooks out. */
    static Chart copiedTo(final Path directory) throws IOException {
        final Path folder = directory.resolve("mopup");
        try (Stream<Path> files = Files.walk(ORIGINAL)) {
            for (final Path file : files.toList()) {
                Files.copy(file, folder.resolve(ORIGINAL.relativize(file)));
            }
        }
        return new Chart(folder).with("templates/setup.yaml", "helm.sh/hook", HOOK);
    }

    /** What Helm would send to Kubernetes, with the values of this file of the test and single ones such as {@code a.b=c}. */
    String render(final String values, final String... more) {
        final var template = new Helm(folder)
                .template()
                .withName(RELEASE)
                .withNamespace(NAMESPACE)
                .withKubeVersion(KUBERNETES)
                .withValuesFile(VALUES.resolve(values + ".yaml"));
        for (final String value : more) {
            final int equals = value.indexOf('=');
            template.set(value.substring(0, equals), value.substring(equals + 1));
        }
        return template.call();
    }

    /** The same, read strictly. */
    List<HasMetadata> manifests(final String values, final String... more) throws IOException {
        return Manifests.parse(render(values, more));
    }

    /** What Helm says of the chart when these values are its own; it lints with no others. */
    LintResult lint(final String values) throws IOException {
        final Path own = folder.resolve("values.yaml");
        final JsonNode merged = YAML.readerForUpdating(YAML.readTree(own.toFile()))
                .readValue(VALUES.resolve(values + ".yaml").toFile());
        YAML.writeValue(own.toFile(), merged);
        return new Helm(folder).lint().strict().call();
    }

    /** What Helm tells after an installation. */
    String notes(final String values) {
        return new Helm(folder)
                .install()
                .clientOnly()
                .dryRun()
                .withName(RELEASE)
                .withNamespace(NAMESPACE)
                .withKubeVersion(KUBERNETES)
                .withValuesFile(VALUES.resolve(values + ".yaml"))
                .call()
                .getOutput();
    }

    /** Replaces a text that has to be there. */
    Chart with(final String file, final String text, final String other) throws IOException {
        final Path path = folder.resolve(file);
        final String before = Files.readString(path);
        if (!before.contains(text)) {
            throw new IllegalArgumentException(file + " has no " + text);
        }
        Files.writeString(path, before.replace(text, other));
        return this;
    }
}
