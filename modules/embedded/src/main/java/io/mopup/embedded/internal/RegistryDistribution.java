/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.embedded.internal;

import io.mopup.embedded.EmbeddedStartException;
import io.mopup.embedded.RegistryOptions;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the registry's program is and how it is started. The only place that knows which product it is (Apicurio Registry
 * 2.x, a Quarkus application); for everybody else it is an address that speaks the Confluent API.
 */
public final class RegistryDistribution {

    /** Path of the Confluent API below the address. */
    public static final String CONFLUENT_API = "/apis/ccompat/v7";

    private static final String HOME_PROPERTY = "mopup.registry.home";
    private static final String HOME_NAME = "registry";
    /** Made by the build: {@link ParentBoundMain} alone, because an archive of class data takes jars only. */
    private static final String LAUNCHER = "launcher.jar";

    private static final String CLASS_PATH = "*" + File.pathSeparator + "lib" + File.separator + "*";
    private static final String MAIN_CLASS = "io.quarkus.runner.GeneratedMain";
    /** Resident 190 to 240 MB with this limit. The first compiler alone: a registry is idle after its start. */
    private static final List<String> JVM = List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private RegistryDistribution() {}

    /** The system property, else the folder beside this module's classes or jar, else beside the folder of that jar. */
    public static Path defaultHome() {
        final String property = System.getProperty(HOME_PROPERTY);
        if (property != null) {
            return Path.of(property);
        }
        try {
            final Path classes = Path.of(RegistryDistribution.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            final Path beside = classes.resolveSibling(HOME_NAME);
            return Files.isDirectory(beside) ? beside : classes.getParent().resolveSibling(HOME_NAME);
        } catch (final URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Checks that the registry's program is in {@code home}.
     *
     * @throws EmbeddedStartException if it is not
     */
    public static void requireComplete(final Path home) {
        if (!Files.isRegularFile(home.resolve(LAUNCHER)) || !Files.isDirectory(home.resolve("lib"))) {
            throw new EmbeddedStartException(
                    "The schema registry's program is not in %s. Build it with: mvn -pl modules/embedded -am package. If it is elsewhere, say so with -D%s=FOLDER."
                            .formatted(home.toAbsolutePath(), HOME_PROPERTY));
        }
    }

    /** The command line; the working directory has to be the home. */
    public static List<String> command(final RegistryOptions options, final int port, final List<String> jvmArguments) {
        // Without WRITE_DELAY=0 the schemas of the last half second are lost when this process is killed too.
        final String database =
                "jdbc:h2:file:" + options.dataDirectory().toAbsolutePath().resolve("registry") + ";WRITE_DELAY=0";
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.addAll(jvmArguments);
        command.addAll(List.of(
                "-Dquarkus.http.host=" + Ports.HOST,
                "-Dquarkus.http.port=" + port,
                "-Dquarkus.datasource.jdbc.url=" + database,
                "-Dregistry.datasource.url=" + database,
                "-cp",
                CLASS_PATH,
                ParentBoundMain.class.getName(),
                MAIN_CLASS));
        return command;
    }
}
