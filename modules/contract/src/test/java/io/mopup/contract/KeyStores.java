/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A key with a certificate that it signed itself, and a store that trusts it, both made by keytool.
 *
 * @param keys PKCS12, for the server
 * @param trust PKCS12, for clients
 */
public record KeyStores(Path keys, Path trust) {
    public static final String PASSWORD = "keystore-secret";

    private static final String ALIAS = "it";

    /** With a certificate for 127.0.0.1. */
    public static KeyStores create(final Path directory, final String name) throws Exception {
        return create(directory, name, "IP:127.0.0.1");
    }

    /** @param subject whom the certificate is for, such as {@code DNS:host.example} */
    public static KeyStores create(final Path directory, final String name, final String subject) throws Exception {
        final KeyStores stores =
                new KeyStores(directory.resolve(name + "-keys.p12"), directory.resolve(name + "-trust.p12"));
        final Path certificate = directory.resolve(name + ".pem");
        keytool(stores.keys, "-genkeypair", "-keyalg", "EC", "-dname", "CN=" + name, "-ext", "SAN=" + subject);
        keytool(stores.keys, "-exportcert", "-rfc", "-file", certificate.toString());
        keytool(stores.trust, "-importcert", "-noprompt", "-file", certificate.toString());
        return stores;
    }

    /** The keys of a server that has the key, with this in front of {@code ssl.}. */
    public Map<String, String> server(final String prefix) {
        return Map.of(
                prefix + "ssl.keystore.type",
                "PKCS12",
                prefix + "ssl.keystore.location",
                keys.toString(),
                prefix + "ssl.keystore.password",
                PASSWORD);
    }

    /** The keys of a client that trusts it, with this in front of {@code ssl.}. */
    public Map<String, String> client(final String prefix) {
        return Map.of(
                prefix + "ssl.truststore.type",
                "PKCS12",
                prefix + "ssl.truststore.location",
                trust.toString(),
                prefix + "ssl.truststore.password",
                PASSWORD);
    }

    /** The private key as PKCS#8. */
    public String keyPem() throws GeneralSecurityException, IOException {
        return pem(
                "PRIVATE KEY", open(keys).getKey(ALIAS, PASSWORD.toCharArray()).getEncoded());
    }

    public String certificatePem() throws GeneralSecurityException, IOException {
        return pem("CERTIFICATE", open(keys).getCertificate(ALIAS).getEncoded());
    }

    /** Has the key, and trusts it. */
    public SSLContext context() throws GeneralSecurityException, IOException {
        final KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keyManagers.init(open(keys), PASSWORD.toCharArray());
        final TrustManagerFactory trustManagers =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trustManagers.init(open(trust));
        final SSLContext context = SSLContext.getInstance("TLS");
        context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
        return context;
    }

    private static KeyStore open(final Path store) throws GeneralSecurityException, IOException {
        final KeyStore opened = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            opened.load(in, PASSWORD.toCharArray());
        }
        return opened;
    }

    private static String pem(final String kind, final byte[] encoded) {
        final String text = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(encoded);
        return "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n";
    }

    private static void keytool(final Path store, final String... arguments) throws Exception {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of(
                "-alias", ALIAS, "-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
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
