/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway;

import io.mopup.client.UploadQueries;
import io.mopup.gateway.state.BucketView;
import io.mopup.gateway.state.UploadIndex;
import io.mopup.storage.PartStorage;
import java.time.Clock;

/**
 * What both protocols stand on.
 *
 * @param decisions what the processor is asked through
 * @param queries what the processor knows
 * @param buckets buckets and vaults
 * @param index open uploads by container
 * @param storage where bytes go
 * @param notes what a gateway has to remember itself
 * @param metrics what requests are measured with
 */
public record Platform(
        Decisions decisions,
        UploadQueries queries,
        BucketView buckets,
        UploadIndex index,
        PartStorage storage,
        UploadNotes notes,
        Generations generations,
        GatewayMetrics metrics,
        Clock clock) {}
