/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was released stays as it was; the version that is still being worked on follows the schemas. */
class ReleaseTest {
    private static final String WRITE = "mopup.release.write";
    private static final String HOW_TO_WRITE =
            "%nThe contract of version %s changed. If that is intended, write it again:%n"
                    + "mvn -pl modules/contract -am test -Dtest=ReleaseTest -Dsurefire.failIfNoSpecifiedTests=false -D"
                    + WRITE + "=true%n";

    static List<String> versions() {
        return Release.versions();
    }

    @ParameterizedTest
    @MethodSource("versions")
    void shouldStillHaveItsChecksumsWhenItWasReleased(final String version) throws IOException {
        assertThat(Release.read(version).checksums()).isEqualTo(Release.writtenChecksums(version));
    }

    @Test
    void shouldEqualTheContractWhenTheVersionIsNotOutYet() throws IOException {
        final String version = System.getProperty("mopup.version").replace("-SNAPSHOT", "");
        final Release contract = Release.ofContract(version);
        if (Boolean.getBoolean(WRITE)) {
            contract.write();
        }
        assumeTrue(Release.versions().contains(version), version + " is written when it is about to be released");

        assertThat(Release.read(version).checksums()).as(HOW_TO_WRITE, version).isEqualTo(contract.checksums());
    }
}
