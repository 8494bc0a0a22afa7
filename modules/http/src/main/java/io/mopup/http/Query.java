/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The parameters of a request in their order, decoded. A parameter without an equals sign has an empty value.
 *
 * @param parameters as sent, repetitions too
 */
public record Query(List<Parameter> parameters) {

    /** One parameter, decoded. */
    public record Parameter(String name, String value) {
        /** The name alone: the value may be a signature or a session token. */
        @Override
        public String toString() {
            return name;
        }
    }

    public Query {
        parameters = List.copyOf(parameters);
    }

    /**
     * Reads the part of a target behind the question mark.
     *
     * @param raw null if there was none
     * @throws MalformedRequestException if it cannot be decoded
     */
    public static Query parse(final String raw) {
        final List<Parameter> parameters = new ArrayList<>();
        for (final String pair : raw == null ? new String[0] : raw.split("&")) {
            if (!pair.isEmpty()) {
                final int equals = pair.indexOf('=');
                parameters.add(new Parameter(
                        PercentCoding.decode(equals < 0 ? pair : pair.substring(0, equals)),
                        equals < 0 ? "" : PercentCoding.decode(pair.substring(equals + 1))));
            }
        }
        return new Query(parameters);
    }

    public boolean has(final String name) {
        return first(name).isPresent();
    }

    /** The first value of a parameter. */
    public Optional<String> first(final String name) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals(name))
                .map(Parameter::value)
                .findFirst();
    }

    /** The names alone, for the same reason. */
    @Override
    public String toString() {
        return parameters.toString();
    }
}
