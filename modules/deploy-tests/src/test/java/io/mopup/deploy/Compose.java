/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.deploy;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A compose file with its anchors and merges resolved.
 *
 * @param services by name
 * @param volumes the names that are declared
 */
record Compose(Map<String, Service> services, Set<String> volumes) {
    static Compose read(final Path file) {
        final LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        try (Reader reader = Files.newBufferedReader(file)) {
            final Map<String, Object> all = new Yaml(new SafeConstructor(options)).load(reader);
            final Map<String, Service> services = new TreeMap<>();
            object(all, "services").forEach((name, service) -> services.put(name, new Service(map(service))));
            return new Compose(services, Set.copyOf(object(all, "volumes").keySet()));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The services whose image has this name, whatever its tag. */
    Map<String, Service> ofImage(final String image) {
        return services.entrySet().stream()
                .filter(service -> service.getValue().image().equals(image))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The services that run this command of Mopup. */
    Map<String, Service> running(final String command) {
        return ofImage("mopup").entrySet().stream()
                .filter(service -> service.getValue().command().get(0).equals(command))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Map<String, Object> object(final Map<String, Object> parent, final String key) {
        return map(parent.getOrDefault(key, Map.of()));
    }

    @SuppressWarnings("unchecked") // keys of a mapping in a compose file are strings
    private static Map<String, Object> map(final Object value) {
        return (Map<String, Object>) value;
    }

    /** One service as it stands in the file. */
    record Service(Map<String, Object> fields) {
        Object get(final String key) {
            return fields.get(key);
        }

        List<String> list(final String key) {
            return ((List<?>) fields.getOrDefault(key, List.of()))
                    .stream().map(Object::toString).toList();
        }

        String image() {
            return get("image").toString().split(":")[0];
        }

        List<String> command() {
            return list("command");
        }

        List<String> volumes() {
            return list("volumes");
        }

        Map<String, String> environment() {
            return object(fields, "environment").entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, entry -> entry.getValue().toString()));
        }

        Map<String, String> dependsOn() {
            return object(fields, "depends_on").entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey,
                            entry -> map(entry.getValue()).get("condition").toString()));
        }

        Map<String, Object> limits() {
            return object(object(object(fields, "deploy"), "resources"), "limits");
        }

        boolean runsOnce() {
            return Boolean.TRUE.equals(object(fields, "healthcheck").get("disable"));
        }

        /** Says so itself, or in its image. */
        boolean tellsItsHealth() {
            return object(fields, "healthcheck").containsKey("test") || image().equals("mopup") && !runsOnce();
        }

        boolean restarts() {
            return "unless-stopped".equals(get("restart"));
        }
    }
}
