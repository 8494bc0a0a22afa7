/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A key with a certificate for 127.0.0.1 that it signed itself, and a store that trusts it, both made by keytool.
 *
 * @param keys PKCS12, for the server
 * @param trust PKCS12, for clients
 */
record KeyStores(Path keys, Path trust) {
    static final String PASSWORD = "keystore-secret";

    static KeyStores create(final Path directory, final String name) throws Exception {
        final KeyStores stores =
                new KeyStores(directory.resolve(name + "-keys.p12"), directory.resolve(name + "-trust.p12"));
        final Path certificate = directory.resolve(name + ".pem");
        keytool(stores.keys, "-genkeypair", "-keyalg", "EC", "-dname", "CN=" + name, "-ext", "SAN=IP:127.0.0.1");
        keytool(stores.keys, "-exportcert", "-rfc", "-file", certificate.toString());
        keytool(stores.trust, "-importcert", "-noprompt", "-file", certificate.toString());
        return stores;
    }

    private static void keytool(final Path store, final String... arguments) throws Exception {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(
                List.of("-alias", "it", "-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        final Path log = Files.createTempFile("keytool", ".log");
        final Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new IOException(Files.readString(log));
        }
        Files.delete(log);
    }
}
