/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.auth;

import io.mopup.events.Dialect;
import java.util.List;

/** The credentials file as it is written; what may be left out is null. */
record CredentialsDocument(String sessionKey, String sessionKeyFile, List<Account> accounts) {

    record Account(String id, Dialect family, List<Person> users) {}

    record Person(
            String name,
            boolean root,
            String accessKeyId,
            String secretAccessKey,
            String secretAccessKeyFile,
            String bearerToken,
            String bearerTokenFile,
            List<Rule> policy) {
        /** Not what is inside. */
        @Override
        public String toString() {
            return "Person[" + name + "]";
        }
    }

    record Rule(Statement.Effect effect, List<String> actions, List<String> resources) {}

    /** Not what is inside. */
    @Override
    public String toString() {
        return "CredentialsDocument";
    }
}
