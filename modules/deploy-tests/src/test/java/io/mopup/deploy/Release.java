/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.deploy;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a chart rendered, as a cluster would see it.
 *
 * @param manifests in the order of Helm
 */
record Release(List<HasMetadata> manifests) {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\(([A-Z_]+)\\)");

    <T> List<T> all(final Class<T> type) {
        return manifests.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** The only manifest of this kind whose name ends so. */
    <T extends HasMetadata> T one(final Class<T> type, final String suffix) {
        final List<T> found = all(type).stream()
                .filter(manifest -> manifest.getMetadata().getName().endsWith(suffix))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " of " + type.getSimpleName() + " *" + suffix);
        }
        return found.get(0);
    }

    /** What pods are made from, by the name of who makes them. */
    Map<String, PodTemplateSpec> pods() {
        final Map<String, PodTemplateSpec> pods = new LinkedHashMap<>();
        manifests.forEach(manifest -> template(manifest)
                .ifPresent(template -> pods.put(manifest.getMetadata().getName(), template)));
        return pods;
    }

    static Stream<Container> containers(final PodTemplateSpec pod) {
        return Stream.concat(pod.getSpec().getInitContainers().stream(), pod.getSpec().getContainers().stream());
    }

    /** The variables as the process sees them: references are resolved to those that stand before, as Kubernetes does it. */
    static Map<String, String> environment(final Container container) {
        final Map<String, String> all = new HashMap<>();
        for (final EnvVar variable : container.getEnv()) {
            final String value = variable.getValueFrom() == null
                    ? resolved(variable.getValue(), all)
                    : "some-"
                            + variable.getValueFrom()
                                    .getFieldRef()
                                    .getFieldPath()
                                    .replace('.', '-');
            if (all.put(variable.getName(), value) != null) {
                throw new AssertionError(variable.getName() + " is there twice");
            }
        }
        return all;
    }

    private static String resolved(final String value, final Map<String, String> before) {
        return REFERENCE
                .matcher(value)
                .replaceAll(match -> Matcher.quoteReplacement(
                        Optional.ofNullable(before.get(match.group(1))).orElse(match.group())));
    }

    private static Optional<PodTemplateSpec> template(final HasMetadata manifest) {
        if (manifest instanceof StatefulSet set) {
            return Optional.of(set.getSpec().getTemplate());
        }
        if (manifest instanceof Deployment deployment) {
            return Optional.of(deployment.getSpec().getTemplate());
        }
        return manifest instanceof Job job ? Optional.of(job.getSpec().getTemplate()) : Optional.empty();
    }
}
