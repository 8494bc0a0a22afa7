/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.security;

import static org.awaitility.Awaitility.await;

import io.mopup.contract.AclRule;
import io.mopup.embedded.BrokerOptions;
import io.mopup.embedded.EmbeddedBroker;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.resource.ResourcePatternFilter;

/** A real broker that asks for a password (SCRAM) and lets nobody do anything that no ACL allows, but for its super user. */
public final class SecuredBroker implements AutoCloseable {
    private static final String SCRAM = "SCRAM-SHA-512";
    private static final String PLAIN_MODULE = "org.apache.kafka.common.security.plain.PlainLoginModule required ";
    private static final String SCRAM_MODULE = "org.apache.kafka.common.security.scram.ScramLoginModule required";
    private static final String OAUTH_MODULE =
            "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required";
    private static final String SUPER = "username=\"super\" password=\"super-secret\"";
    private static final int ITERATIONS = 4096;

    private final EmbeddedBroker broker;
    private final Map<String, Object> transport;
    private final Admin admin;

    private SecuredBroker(final EmbeddedBroker broker, final Map<String, Object> transport) {
        this.broker = broker;
        this.transport = Map.copyOf(transport);
        this.admin = Admin.create(superUser());
    }

    /** One without encryption. */
    public static SecuredBroker start(final Path directory) {
        return start(directory, "SASL_PLAINTEXT", Map.of(), Map.of());
    }

    /**
     * One with a protocol of choice.
     *
     * @param forBroker more of its configuration
     * @param forClients what every client needs to reach it, besides a user
     */
    public static SecuredBroker start(
            final Path directory,
            final String protocol,
            final Map<String, String> forBroker,
            final Map<String, Object> forClients) {
        BrokerOptions options = BrokerOptions.in(directory)
                // The name of the listener is the embedded broker's; what it speaks is decided here.
                .with("listener.security.protocol.map", "PLAINTEXT:" + protocol + ",CONTROLLER:PLAINTEXT")
                .with("sasl.enabled.mechanisms", "PLAIN," + SCRAM + ",OAUTHBEARER")
                .with("sasl.mechanism.inter.broker.protocol", "PLAIN")
                .with(
                        "listener.name.plaintext.plain.sasl.jaas.config",
                        PLAIN_MODULE + SUPER + " user_super=\"super-secret\";")
                .with("listener.name.plaintext.scram-sha-512.sasl.jaas.config", SCRAM_MODULE + ";")
                // Tokens that nobody signed: Kafka's own handlers for tests.
                .with(
                        "listener.name.plaintext.oauthbearer.sasl.jaas.config",
                        OAUTH_MODULE + " unsecuredLoginStringClaim_sub=\"broker\";")
                .with("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer")
                // The controller's listener is of this process alone, and asks for no name.
                .with("super.users", "User:super;User:ANONYMOUS");
        for (final Map.Entry<String, String> more : forBroker.entrySet()) {
            options = options.with(more.getKey(), more.getValue());
        }
        final Map<String, Object> transport = new HashMap<>(forClients);
        transport.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, protocol);
        return new SecuredBroker(EmbeddedBroker.start(options), transport);
    }

    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** What a client needs that may do everything. */
    public Map<String, Object> superUser() {
        final Map<String, Object> all = anonymous();
        all.put(SaslConfigs.SASL_MECHANISM, "PLAIN");
        all.put(SaslConfigs.SASL_JAAS_CONFIG, PLAIN_MODULE + SUPER + ";");
        return all;
    }

    /** What a client needs who is this user, with a password that {@link #password} tells. */
    public Map<String, Object> user(final String name) {
        return user(name, password(name));
    }

    public Map<String, Object> user(final String name, final String password) {
        final Map<String, Object> all = anonymous();
        all.put(SaslConfigs.SASL_MECHANISM, SCRAM);
        all.put(
                SaslConfigs.SASL_JAAS_CONFIG,
                SCRAM_MODULE + " username=\"" + name + "\" password=\"" + password + "\";");
        return all;
    }

    /** What a client needs who shows a token that names this user. */
    public Map<String, Object> bearer(final String name) {
        final Map<String, Object> all = anonymous();
        all.put(SaslConfigs.SASL_MECHANISM, "OAUTHBEARER");
        all.put(SaslConfigs.SASL_JAAS_CONFIG, OAUTH_MODULE + " unsecuredLoginStringClaim_sub=\"" + name + "\";");
        return all;
    }

    /** What a client needs who says no name. */
    public Map<String, Object> anonymous() {
        final Map<String, Object> all = new HashMap<>(transport);
        all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
        return all;
    }

    /** Makes a user who may do nothing yet. */
    public void create(final String name) throws Exception {
        admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                        name, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS), password(name))))
                .all()
                .get();
        await().until(() -> admin.describeUserScramCredentials().users().get().contains(name));
    }

    public static String password(final String name) {
        return "secret-of-" + name;
    }

    /** Lets a user do exactly this, and returns when the broker knows. */
    public void grantExactly(final String name, final Collection<AclRule> rules) throws Exception {
        final Set<AclBinding> wanted =
                rules.stream().map(rule -> rule.binding("User:" + name)).collect(Collectors.toSet());
        final Set<AclBinding> found = granted(name);
        admin.deleteAcls(found.stream()
                        .filter(binding -> !wanted.contains(binding))
                        .map(AclBinding::toFilter)
                        .toList())
                .all()
                .get();
        admin.createAcls(wanted.stream()
                        .filter(binding -> !found.contains(binding))
                        .toList())
                .all()
                .get();
        await().until(() -> granted(name).equals(wanted));
    }

    private Set<AclBinding> granted(final String name) throws Exception {
        return Set.copyOf(admin.describeAcls(new AclBindingFilter(
                        ResourcePatternFilter.ANY,
                        new AccessControlEntryFilter("User:" + name, null, AclOperation.ANY, AclPermissionType.ANY)))
                .values()
                .get());
    }

    /** The super user's. */
    public Admin admin() {
        return admin;
    }

    @Override
    public void close() {
        admin.close();
        broker.close();
    }
}
