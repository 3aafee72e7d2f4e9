package io.stoa.net.tls;

import org.jspecify.annotations.Nullable;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * Chooses the certificate: the one of the name that the client indicates (SNI, RFC 6066 §3), or the
 * default one. Immutable and thread-safe.
 */
final class DomainKeys extends X509ExtendedKeyManager {

    private final Map<String, Certificate> byHost;
    private final String defaultHost;

    /** Chooses among certificates by host name in ASCII. */
    DomainKeys(Map<String, Certificate> byHost, String defaultHost) {
        this.byHost = Map.copyOf(byHost);
        this.defaultHost = defaultHost;
    }

    /** Always takes one certificate. */
    static DomainKeys of(String host, Certificate certificate) {
        return new DomainKeys(Map.of(host, certificate), host);
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
        String host = host(engine);
        Certificate certificate = byHost.get(host);
        return certificate != null
                        && certificate.leaf().getPublicKey().getAlgorithm().equals(keyType)
                ? host
                : null;
    }

    private String host(SSLEngine engine) {
        if (engine.getHandshakeSession() instanceof ExtendedSSLSession session) {
            for (SNIServerName name : session.getRequestedServerNames()) {
                String host =
                        name instanceof SNIHostName dns
                                ? dns.getAsciiName().toLowerCase(Locale.ROOT)
                                : "";
                if (byHost.containsKey(host)) {
                    return host;
                }
            }
        }
        return defaultHost;
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        Certificate certificate = byHost.get(alias);
        return certificate == null ? null : certificate.chain().toArray(X509Certificate[]::new);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        Certificate certificate = byHost.get(alias);
        return certificate == null ? null : certificate.key();
    }

    @Override
    public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        List<String> fitting =
                byHost.entrySet().stream()
                        .filter(
                                it ->
                                        it.getValue()
                                                .leaf()
                                                .getPublicKey()
                                                .getAlgorithm()
                                                .equals(keyType))
                        .map(Map.Entry::getKey)
                        .toList();
        return fitting.toArray(String[]::new);
    }

    @Override
    public @Nullable String chooseServerAlias(
            String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }

    @Override
    public String[] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return new String[0];
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }
}
