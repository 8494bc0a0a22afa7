/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mopup.contract.release.Samples;
import io.mopup.events.AbortPolicy;
import io.mopup.events.Container;
import io.mopup.events.Dialect;
import io.mopup.events.PartDeletion;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RecordKeysTest {

    static List<SpecificRecord> aboutUploads() {
        return Samples.all().stream()
                .filter(record -> !MopupTopic.CONTAINERS.holds(record))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("aboutUploads")
    void shouldBeginWithTheUploadIdWhenTheRecordIsAboutAnUpload(final SpecificRecord record) {
        final String uploadId = RecordKeys.identity(record).getUploadId();

        assertThat(RecordKeys.of(record)).isEqualTo(record instanceof PartDeletion ? uploadId + "/3" : uploadId);
    }

    @Test
    void shouldRefuseWhenTheRecordIsNotAboutAnUpload() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecordKeys.identity(container()))
                .withMessage("io.mopup.events.Container is not about an upload");
    }

    @Test
    void shouldRefuseWhenTheRecordIsNoCommand() {
        assertThat(RecordKeys.commandId(Samples.abortMultipartUpload())).isNotEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecordKeys.commandId(container()))
                .withMessage("io.mopup.events.Container is no command");
    }

    @Test
    void shouldNameContainersByTheirNameSpaceAndPoliciesByTheirName() {
        assertThat(RecordKeys.container(Dialect.S3, "111122223333", "media")).isEqualTo("s3/media");
        assertThat(RecordKeys.container(Dialect.S3_DIRECTORY, null, "a--b--x-s3"))
                .isEqualTo("s3/a--b--x-s3");
        assertThat(RecordKeys.container(Dialect.COS, null, "media")).isEqualTo("cos/media");
        assertThat(RecordKeys.container(Dialect.GLACIER, "111122223333", "v")).isEqualTo("glacier/111122223333/v");
        assertThat(RecordKeys.of(container())).isEqualTo("s3/media");
        assertThat(RecordKeys.of(AbortPolicy.newBuilder()
                        .setName("idle")
                        .setUpdatedAt(Instant.EPOCH)
                        .build()))
                .isEqualTo("policy/idle");
    }

    /** The hashes are those that Kafka and librdkafka both test their murmur2 with. */
    @ParameterizedTest
    @CsvSource({
        "21, -973932308",
        "foobar, -790332482",
        "a-little-bit-long-string, -985981536",
        "a-little-bit-longer-string, -1486304829",
        "lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8, -58897971"
    })
    void shouldChooseThePartitionThatKafkaProducerChooses(final String key, final int murmur2) {
        for (final int partitions : new int[] {1, 24, 25}) {
            assertThat(RecordKeys.partition(key, partitions)).isEqualTo((murmur2 & Integer.MAX_VALUE) % partitions);
        }
    }

    @Test
    void shouldHashTheBytesOfUtf8WhenTheKeyIsNotAscii() {
        final byte[] key = {(byte) 0xc3, (byte) 0xbc};

        assertThat(RecordKeys.partition("\u00fc", 24)).isEqualTo(RecordKeys.partition(key, 24));
    }

    private static SpecificRecord container() {
        return Samples.all().stream()
                .filter(Container.class::isInstance)
                .findFirst()
                .orElseThrow();
    }
}
