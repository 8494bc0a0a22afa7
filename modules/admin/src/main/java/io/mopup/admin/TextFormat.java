/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.admin;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The two text formats of metrics, and which one is asked for. */
final class TextFormat {
    /** What Prometheus has always read, and what people without a client of their own see. */
    static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    private static final String PLAIN_TYPE = "text/plain";
    private static final String OPEN_TYPE = "application/openmetrics-text";
    private static final String QUALITY = "q=";

    private TextFormat() {}

    /**
     * The content type to answer with.
     *
     * @param accept the headers of that name
     */
    static String wanted(final List<String> accept) {
        final double open = quality(accept, OPEN_TYPE);
        return open > 0 && open >= quality(accept, PLAIN_TYPE) ? OPEN_METRICS : PROMETHEUS;
    }

    private static double quality(final List<String> accept, final String type) {
        return accept.stream()
                .flatMap(header -> Stream.of(header.toLowerCase(Locale.ROOT).split(",", -1)))
                .map(String::strip)
                .filter(range -> range.equals(type) || range.startsWith(type + ';') || range.startsWith(type + ' '))
                .mapToDouble(TextFormat::quality)
                .max()
                .orElse(0);
    }

    private static double quality(final String range) {
        return Stream.of(range.split(";", -1))
                .map(String::strip)
                .filter(parameter -> parameter.startsWith(QUALITY))
                .findFirst()
                .map(parameter -> parse(parameter.substring(QUALITY.length())))
                .orElse(1.0);
    }

    private static double parse(final String number) {
        try {
            return Double.parseDouble(number);
        } catch (final NumberFormatException e) {
            // Who writes nonsense gets what everybody can read.
            return 0;
        }
    }
}
