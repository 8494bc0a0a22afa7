/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.embedded;

/** A broker and a schema registry, started side by side. */
public final class EmbeddedStack implements AutoCloseable {

    private final EmbeddedBroker broker;
    private final EmbeddedRegistry registry;

    private EmbeddedStack(final EmbeddedBroker broker, final EmbeddedRegistry registry) {
        this.broker = broker;
        this.registry = registry;
    }

    /**
     * Starts both and returns when both answer.
     *
     * @throws EmbeddedStartException if one of them did not start; the other one is stopped then
     */
    public static EmbeddedStack start(final BrokerOptions brokerOptions, final RegistryOptions registryOptions) {
        final EmbeddedRegistry registry = EmbeddedRegistry.start(registryOptions);
        EmbeddedBroker broker = null;
        try {
            broker = EmbeddedBroker.start(brokerOptions);
            registry.awaitReady(EmbeddedRegistry.START_LIMIT);
            return new EmbeddedStack(broker, registry);
        } catch (final RuntimeException e) {
            closeBoth(broker, registry);
            throw e;
        }
    }

    /** The value for {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** The value for {@code schema.registry.url}. */
    public String registryUrl() {
        return registry.url();
    }

    /** Stops both. Clients are to be closed before. */
    @Override
    public void close() {
        closeBoth(broker, registry);
    }

    private static void closeBoth(final EmbeddedBroker broker, final EmbeddedRegistry registry) {
        try {
            registry.close();
        } finally {
            if (broker != null) {
                broker.close();
            }
        }
    }
}
