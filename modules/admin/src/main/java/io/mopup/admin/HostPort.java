/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.admin;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an instance listens or is reached.
 *
 * @param host a name or an address, an IPv6 address without brackets
 * @param port 0 for a free one
 */
public record HostPort(String host, int port) {
    private static final Pattern FORM = Pattern.compile("(?:(?:\\[([^\\[\\]]+)]|([^:\\[\\]/\\s]*)):)?(\\d{1,5})");
    private static final Set<String> WILDCARDS = Set.of("0.0.0.0", "::", "0:0:0:0:0:0:0:0");
    private static final String LOOPBACK = "127.0.0.1";
    private static final Pattern LOOPBACK_ADDRESS = Pattern.compile("127(?:\\.\\d{1,3}){3}");
    private static final int MAX_PORT = 65_535;

    /** Reads {@code host:port}; without a host it is the loopback address. Empty if it is neither. */
    public static Optional<HostPort> parse(final String text) {
        final Matcher matcher = FORM.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group(3)) > MAX_PORT) {
            return Optional.empty();
        }
        final String name = matcher.group(2) == null || matcher.group(2).isEmpty() ? LOOPBACK : matcher.group(2);
        return Optional.of(
                new HostPort(matcher.group(1) == null ? name : matcher.group(1), Integer.parseInt(matcher.group(3))));
    }

    /** Whether it stands for every address of the machine, so that nobody else can use it. */
    public boolean isWildcard() {
        return WILDCARDS.contains(host);
    }

    /** Whether nobody outside of this machine reaches it. A name is one only if it is {@code localhost}; others are not looked up. */
    public boolean isLoopback() {
        return LOOPBACK_ADDRESS.matcher(host).matches() || host.equals("::1") || host.equals("localhost");
    }

    public HostPort withPort(final int other) {
        return new HostPort(host, other);
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(host, port);
    }

    /** As in a URL. */
    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : '[' + host + ']') + ':' + port;
    }
}
