/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.AppInfoParser;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the jar. */
final class BuildVersion implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
        try (InputStream in = BuildVersion.class.getResourceAsStream("version.txt")) {
            final String version = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
            return new String[] {
                "mopup " + version + " (Kafka " + AppInfoParser.getVersion() + ", Java " + Runtime.version() + ")"
            };
        }
    }
}
