/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mopup.events.Dialect;
import io.mopup.events.ReclaimState;
import io.mopup.events.UploadIdentity;
import io.mopup.events.UploadStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueryJsonTest {
    private static final UploadIdentity IDENTITY = new UploadIdentity(Dialect.GLACIER, "1", "vault", null, "u/\u00fc");
    private static final UploadDetails DETAILS = new UploadDetails(
            Identity.of(IDENTITY),
            UploadStatus.IN_PROGRESS,
            ReclaimState.NONE,
            1L,
            null,
            null,
            1_048_576L,
            null,
            null,
            false,
            null,
            null,
            null,
            null,
            null,
            null);

    @Test
    void shouldHaveThisShapeBecauseOthersReadIt() {
        final PartPage page =
                new PartPage(DETAILS, List.of(new PartDetails(1, 2, 3, null, "ab", 0L, "CRC32", "c2Vu", null)), true);

        assertThat(new String(QueryJson.encode(page), StandardCharsets.UTF_8))
                .isEqualTo("{\"upload\":{\"upload\":{\"dialect\":\"GLACIER\",\"account\":\"1\",\"container\":\"vault\","
                        + "\"uploadId\":\"u/\u00fc\"},\"status\":\"IN_PROGRESS\",\"reclaim\":\"NONE\",\"initiatedAt\":1,"
                        + "\"partSize\":1048576,\"requesterPays\":false},"
                        + "\"parts\":[{\"partNumber\":1,\"generation\":2,\"size\":3,\"treeHash\":\"ab\",\"firstByte\":0,"
                        + "\"checksumAlgorithm\":\"CRC32\",\"checksum\":\"c2Vu\"}],"
                        + "\"truncated\":true}");
    }

    @Test
    void shouldReadWhatWasWritten() throws IOException {
        final UploadDetails read = QueryJson.decode(QueryJson.encode(DETAILS), UploadDetails.class);

        assertThat(read).isEqualTo(DETAILS);
        assertThat(read.identity()).isEqualTo(IDENTITY);
    }

    @Test
    void shouldReadWhatANewerReleaseWrites() throws IOException {
        final String newer = "{\"upload\":{\"dialect\":\"TAPE\"},\"status\":\"FROZEN\",\"added\":[1]}";

        final UploadDetails read = QueryJson.decode(newer.getBytes(StandardCharsets.UTF_8), UploadDetails.class);

        assertThat(read.status()).isEqualTo(UploadStatus.UNKNOWN);
        assertThat(read.upload().dialect()).isEqualTo(Dialect.UNKNOWN);
        assertThatThrownBy(() -> QueryJson.decode(new byte[] {'<'}, UploadDetails.class))
                .isInstanceOf(IOException.class);
    }
}
