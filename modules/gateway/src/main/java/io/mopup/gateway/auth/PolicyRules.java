/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.auth;

import io.mopup.gateway.auth.CredentialsDocument.Rule;
import java.util.List;
import java.util.regex.Pattern;

/** Checks statements: one that can never match is a mistake, and a DENY with a mistake in it allows. */
final class PolicyRules {
    private static final Pattern ACTION =
            Pattern.compile("\\*|[a-z0-9-]+:[A-Za-z0-9*?]+|cloud-object-storage\\.[a-z_.*?]+");
    private static final Pattern RESOURCE = Pattern.compile("\\*|(arn|crn):[^\\s]+");

    private PolicyRules() {}

    static Statement statement(final Rule rule, final String place) {
        CredentialsReader.require(rule != null && rule.effect() != null, place + ".effect is missing");
        all(rule.actions(), ACTION, place + ".actions");
        all(rule.resources(), RESOURCE, place + ".resources");
        return new Statement(rule.effect(), rule.actions(), rule.resources());
    }

    private static void all(final List<String> values, final Pattern form, final String place) {
        CredentialsReader.require(values != null && !values.isEmpty(), place + " is missing or empty");
        for (final String value : values) {
            CredentialsReader.require(
                    value != null && form.matcher(value).matches(), place + " has an entry of another form: " + value);
        }
    }
}
