/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.client;

import io.mopup.client.internal.QueryTransport;
import io.mopup.contract.query.PartPage;
import io.mopup.contract.query.QueryPaths;
import io.mopup.contract.query.UploadDetails;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigException;

/**
 * Asks the processor for the state of uploads. Whoever has the result of a command sees at least what it decided; what
 * is seen may be ahead of the results that were published so far.
 *
 * <p>Thread-safe. Every call blocks, at the longest for {@link ClientConfig#QUERY_TIMEOUT_MS_CONFIG}, and fails with a
 * {@link MopupClientException} if no instance answers until then.
 */
public final class UploadQueries {
    private final QueryTransport transport;

    /** @throws ConfigException if {@link ClientConfig#QUERY_URL_CONFIG} names nothing to ask */
    public UploadQueries(final ClientConfig config) {
        final List<URI> urls = config.queryUrls();
        if (urls.isEmpty()) {
            throw new ConfigException("Queries need " + ClientConfig.QUERY_URL_CONFIG + ".");
        }
        transport = new QueryTransport(urls, config.queryTimeout(), config.queryToken(), config::withQueryTls);
    }

    /** Where an upload stands; empty if nobody created it, or it is forgotten. */
    public Optional<UploadDetails> upload(final String uploadId) {
        return transport.get(QueryPaths.upload(uploadId), UploadDetails.class);
    }

    /**
     * Parts that an object would contain if it were completed now, with the upload as it was at that moment: its status says
     * whether the parts may be shown. Empty as with {@link #upload}.
     *
     * @param after part number behind which the page begins, 0 for the beginning
     * @param limit how many parts at most, 1 to {@link QueryPaths#LIMIT_MAX}
     * @throws IllegalArgumentException if a number is out of its bounds
     */
    public Optional<PartPage> parts(final String uploadId, final int after, final int limit) {
        if (after < 0 || limit < 1 || limit > QueryPaths.LIMIT_MAX) {
            throw new IllegalArgumentException("No page has " + limit + " parts behind number " + after);
        }
        return transport.get(QueryPaths.parts(uploadId, after, limit), PartPage.class);
    }
}
