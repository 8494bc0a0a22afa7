/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.contract.SourceTree;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * The steps of the image without a container engine: in a mount namespace, on an overlay over the system of this machine, which
 * stands for the base image. What is run then sees a root file system that is read-only, a volume, and a /tmp, and is not root.
 * Installs packages into the overlay, so it needs the network; nothing of it is left when the namespace ends.
 */
@Tag("long")
@EnabledIf("mayMount")
class ImageIT {
    private static final long LIMIT_MINUTES = 5;
    /** How often the health is asked for, half a second apart, before it is given up. */
    private static final int ASKED = 240;

    @TempDir
    private Path directory;

    private ImageSteps image;
    private Process process;

    static boolean mayMount() throws Exception {
        return Files.isExecutable(Path.of("/usr/bin/unshare"))
                && new ProcessBuilder("unshare", "--mount", "true").start().waitFor() == 0;
    }

    @AfterEach
    void end() {
        if (process != null) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    @Test
    void shouldRunWithoutRightsOnAReadOnlySystem() throws Exception {
        final Run run = inside("""
                id -u; id -g; pwd
                cat /proc/self/maps | grep -c jemalloc >/dev/null && echo jemalloc
                touch /opt/mopup/written 2>/dev/null || echo refused
                touch /etc/written 2>/dev/null || echo refused
                touch kept
                %s --version
                %s store format /var/lib/mopup/store
                """.formatted(entrypoint(), entrypoint()));

        assertThat(run.err()).doesNotContain("cannot be preloaded", "Exception");
        assertThat(run.exitCode()).as(run.toString()).isZero();
        assertThat(run.lines())
                .hasSize(8)
                .startsWith("10001", "10001", "/var/lib/mopup", "jemalloc", "refused", "refused")
                .endsWith("/var/lib/mopup/store is a store.");
    }

    /** A processor that waits for its brokers is alive; one that has not begun to listen, or has ended, is not. */
    @Test
    void shouldTellItsHealthWhenAProcessorRuns() throws Exception {
        final int port = freePort();
        final Run run = inside("""
                export MOPUP_ADMIN_LISTENER=127.0.0.1:%d MOPUP_BOOTSTRAP_SERVERS=127.0.0.1:1 MOPUP_STATE_DIR=/var/lib/mopup/state
                %s 2>/dev/null && echo "healthy before" || echo "nobody there"
                %s processor 2>processor.log & processor=$!
                for i in $(seq %d); do
                    if %s 2>/dev/null; then echo healthy; break; fi
                    kill -0 $processor 2>/dev/null || { cat processor.log >&2; break; }
                    sleep 0.5
                done
                grep -q jemalloc /proc/$processor/maps && echo jemalloc
                kill -KILL $processor; wait $processor || true
                %s 2>/dev/null && echo "healthy after" || echo "gone"
                unset MOPUP_ADMIN_LISTENER; %s && echo "not asked"
                """.formatted(port, health(), entrypoint(), ASKED, health(), health(), health()));

        assertThat(run.lines())
                .as(run.toString())
                .containsExactly("nobody there", "healthy", "jemalloc", "gone", "not asked");
    }

    private String entrypoint() throws IOException {
        return String.join(" ", image().entrypoint());
    }

    private String health() throws IOException {
        return String.join(" ", image().healthCheck());
    }

    private ImageSteps image() throws IOException {
        if (image == null) {
            image = ImageSteps.read(SourceTree.ROOT.resolve("docker/Dockerfile"), SourceTree.ROOT);
        }
        return image;
    }

    /** Builds the image and runs a script as its user. */
    private Run inside(final String script) throws Exception {
        final String volumes = image().volumes().stream()
                .map(volume ->
                        "mkdir -p $work/volumes%1$s && cp -a $root%1$s/. $work/volumes%1$s && mount --bind $work/volumes%1$s $root%1$s"
                                .formatted(volume))
                .collect(Collectors.joining("\n"));
        final List<String> user = List.of(image().user().split(":"));
        Files.writeString(
                directory.resolve("inside.sh"),
                image().environment() + "\ncd " + image().workingDirectory() + "\n" + script);
        Files.writeString(directory.resolve("outside.sh"), """
                set -eu
                mount --make-rprivate /
                work=%1$s
                script=$(cat $work/inside.sh)
                # The layers must not lie on the file system below them.
                mount -t tmpfs tmpfs $work
                mkdir $work/upper $work/work $work/root
                root=$work/root
                mount -t overlay overlay -o lowerdir=/,upperdir=$work/upper,workdir=$work/work $root
                mount --rbind /proc $root/proc
                mount --rbind /dev $root/dev
                exec 3>&1 1>&2
                %2$s
                exec 1>&3
                %3$s
                mount -t tmpfs tmpfs $root/tmp
                mount -o remount,ro,bind $root
                export JAVA_HOME=%4$s
                exec chroot $root setpriv --reuid %5$s --regid %6$s --clear-groups --no-new-privs --bounding-set=-all /bin/sh -c "$script"
                """.formatted(
                directory, image().build(), volumes, System.getProperty("java.home"), user.get(0), user.get(1)));
        final Path err = directory.resolveSibling(directory.getFileName() + ".err");
        process = new ProcessBuilder(
                        "unshare",
                        "--mount",
                        "sh",
                        directory.resolve("outside.sh").toString())
                .redirectError(err.toFile())
                .start();
        final String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)).isTrue();
        final String errors = Files.readString(err);
        Files.delete(err);
        return new Run(process.exitValue(), out, errors);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
