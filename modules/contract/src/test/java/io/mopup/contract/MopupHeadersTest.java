/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.contract.release.Samples;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class MopupHeadersTest {

    /** CloudEvents 1.0: every required attribute, prefixed with ce_, and the media type of the value without one. */
    @Test
    void shouldFollowTheKafkaBindingOfCloudEventsInBinaryMode() {
        final Headers headers = MopupHeaders.cloudEvent(
                Samples.abortMultipartUpload(), "event-1", "/mopup/cli", Instant.parse("2026-11-02T09:00:00.5Z"));

        assertThat(text(headers))
                .isEqualTo(Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", "event-1",
                        "ce_type", "io.mopup.events.AbortMultipartUpload",
                        "ce_source", "/mopup/cli",
                        "ce_subject", "2~VXBsb2FkSWQx",
                        "ce_time", "2026-11-02T09:00:00.500Z",
                        "content-type", "application/avro"));
    }

    @Test
    void shouldReadTheLastValueWhenAHeaderIsRepeated() {
        final Headers headers = new RecordHeaders();
        MopupHeaders.put(headers, MopupHeaders.COMMAND_ID, "first");
        MopupHeaders.put(headers, MopupHeaders.COMMAND_ID, "über");

        assertThat(MopupHeaders.get(headers, MopupHeaders.COMMAND_ID)).contains("über");
    }

    @Test
    void shouldReadNothingWhenAHeaderIsAbsentOrNull() {
        final Headers headers = new RecordHeaders().add(MopupHeaders.TRACE_STATE, null);

        assertThat(MopupHeaders.get(headers, MopupHeaders.TRACE_PARENT)).isEmpty();
        assertThat(MopupHeaders.get(headers, MopupHeaders.TRACE_STATE)).isEmpty();
    }

    private static Map<String, String> text(final Headers headers) {
        return Arrays.stream(headers.toArray())
                .collect(Collectors.toMap(header -> header.key(), header -> new String(header.value(), UTF_8)));
    }
}
