/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The last stage of a Dockerfile as shell scripts, for machines without a container engine.
 *
 * @param build what is done as root below the directory {@code $root}
 * @param environment {@code export} lines
 * @param user uid and gid
 * @param workingDirectory where the command starts
 * @param volumes what the running image may write to
 * @param entrypoint the command without its arguments
 * @param healthCheck the command that is asked
 */
record ImageSteps(
        String build,
        String environment,
        String user,
        String workingDirectory,
        List<String> volumes,
        List<String> entrypoint,
        List<String> healthCheck) {
    /** Of the stage before, which is the build of this repository. */
    private static final String FROM_BUILD = "--from=build ";

    /**
     * Reads the last stage.
     *
     * @param repository stands for what the build stage has in /build
     */
    static ImageSteps read(final Path dockerfile, final Path repository) throws IOException {
        final List<String> build = new ArrayList<>();
        final List<String> environment = new ArrayList<>();
        final List<String> volumes = new ArrayList<>();
        String user = "0:0";
        String workingDirectory = "/";
        List<String> entrypoint = List.of();
        List<String> healthCheck = List.of();
        for (final String line : lastStage(dockerfile)) {
            final String instruction = line.substring(0, line.indexOf(' '));
            final String rest = line.substring(instruction.length()).strip();
            switch (instruction) {
                case "ENV" -> environment.add("export " + rest);
                case "RUN" -> build.add("chroot \"$root\" /bin/sh -ec " + quoted(rest));
                case "COPY" -> build.add(copy(rest, repository));
                case "USER" -> user = rest;
                case "WORKDIR" -> {
                    workingDirectory = rest;
                    build.add("mkdir -p \"$root\"" + rest);
                }
                case "VOLUME" -> volumes.add(rest);
                case "ENTRYPOINT" -> entrypoint = words(rest);
                case "HEALTHCHECK" -> healthCheck = words(rest.substring(rest.indexOf("CMD ") + "CMD ".length()));
                case "ARG", "LABEL", "CMD" -> {
                    // Not part of what runs.
                }
                default -> throw new IllegalArgumentException("Who does this without an engine? " + line);
            }
        }
        return new ImageSteps(
                String.join("\n", build),
                String.join("\n", environment),
                user,
                workingDirectory,
                volumes,
                entrypoint,
                healthCheck);
    }

    private static List<String> lastStage(final Path dockerfile) throws IOException {
        final String joined = Files.readAllLines(dockerfile).stream()
                .filter(line -> !line.startsWith("#"))
                .collect(Collectors.joining("\n"))
                .replaceAll("\\\\\\n\\s*", " ");
        final List<String> lines =
                joined.lines().filter(line -> !line.isBlank()).toList();
        int from = 0;
        for (int line = 0; line < lines.size(); line++) {
            from = lines.get(line).startsWith("FROM ") ? line : from;
        }
        return lines.subList(from + 1, lines.size());
    }

    private static String copy(final String rest, final Path repository) {
        if (!rest.startsWith(FROM_BUILD)) {
            throw new IllegalArgumentException("Not from the build: " + rest);
        }
        final List<String> paths = List.of(rest.substring(FROM_BUILD.length()).split(" "));
        final String target = paths.get(paths.size() - 1);
        final String sources = paths.subList(0, paths.size() - 1).stream()
                .map(source -> quoted(repository + source.substring("/build".length())))
                .collect(Collectors.joining(" "));
        return "mkdir -p \"$(dirname \"$root\"" + target + "x)\" && cp -r --preserve=mode " + sources + " \"$root\""
                + target;
    }

    private static String quoted(final String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    private static List<String> words(final String json) throws JsonProcessingException {
        return List.of(new ObjectMapper().readValue(json, String[].class));
    }
}
