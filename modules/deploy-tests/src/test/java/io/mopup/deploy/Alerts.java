/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.deploy;

import io.mopup.contract.SourceTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the alert rules expect of those who scrape. */
final class Alerts {
    private static final Pattern JOB = Pattern.compile("job=\"([^\"]+)\"");

    private Alerts() {}

    /** The names of the jobs. */
    static Set<String> jobs() {
        try {
            final Matcher matcher =
                    JOB.matcher(Files.readString(SourceTree.ROOT.resolve("deploy/prometheus/alerts.yml")));
            final Set<String> jobs = new TreeSet<>();
            while (matcher.find()) {
                jobs.add(matcher.group(1));
            }
            return jobs;
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
