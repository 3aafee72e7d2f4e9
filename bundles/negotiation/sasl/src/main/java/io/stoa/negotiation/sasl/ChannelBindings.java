package io.stoa.negotiation.sasl;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.PSSParameterSpec;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLKeyException;
import javax.net.ssl.SSLSession;

/** What of a TLS session a mechanism can be bound to (RFC 5056). Stateless. */
public final class ChannelBindings {

    /** RFC 9266. */
    public static final String EXPORTER = "tls-exporter";

    /** RFC 5929 §4. */
    public static final String SERVER_END_POINT = "tls-server-end-point";

    private static final String LABEL = "EXPORTER-Channel-Binding";
    private static final int LENGTH = 32;

    private ChannelBindings() {}

    /** Returns the types that a session has data for. */
    public static List<String> types(SSLSession session) {
        return Stream.of(SERVER_END_POINT, EXPORTER)
                .filter(type -> data(type, session).isPresent())
                .toList();
    }

    /** Returns the data of a type, empty for an unknown type. */
    public static Optional<byte[]> data(String type, SSLSession session) {
        return switch (type) {
            case EXPORTER -> exporter(session);
            case SERVER_END_POINT -> serverEndPoint(session);
            default -> Optional.empty();
        };
    }

    /**
     * RFC 9266 §2: no context. Only on TLS 1.3, for on 1.2 it needs the extended master secret
     * (§4.2), and the JDK does not say whether there is one.
     */
    private static Optional<byte[]> exporter(SSLSession session) {
        if (!(session instanceof ExtendedSSLSession extended)
                || !session.getProtocol().equals("TLSv1.3")) {
            return Optional.empty();
        }
        try {
            return Optional.of(extended.exportKeyingMaterialData(LABEL, new byte[0], LENGTH));
        } catch (SSLKeyException | IllegalStateException | UnsupportedOperationException not) {
            return Optional.empty();
        }
    }

    /** RFC 5929 §4.1: the hash of the server's certificate. */
    private static Optional<byte[]> serverEndPoint(SSLSession session) {
        Certificate[] chain = session.getLocalCertificates();
        if (chain == null || chain.length == 0 || !(chain[0] instanceof X509Certificate leaf)) {
            return Optional.empty();
        }
        return endPoint(leaf);
    }

    static Optional<byte[]> endPoint(X509Certificate certificate) {
        try {
            String hash = hash(certificate);
            return hash.isEmpty()
                    ? Optional.empty()
                    : Optional.of(MessageDigest.getInstance(hash).digest(certificate.getEncoded()));
        } catch (GeneralSecurityException unknown) {
            return Optional.empty();
        }
    }

    /** The hash of the signature; SHA-256 in place of MD5 and SHA-1; "" where there is not one. */
    private static String hash(X509Certificate certificate) throws GeneralSecurityException {
        String signature = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
        if (signature.contains("PSS")) {
            return strong(pssHash(certificate));
        }
        int with = signature.indexOf("WITH");
        return with < 0 ? "" : strong(signature.substring(0, with));
    }

    private static String pssHash(X509Certificate certificate) throws GeneralSecurityException {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("RSASSA-PSS");
        try {
            parameters.init(certificate.getSigAlgParams());
        } catch (IOException broken) {
            throw new GeneralSecurityException(broken);
        }
        return parameters.getParameterSpec(PSSParameterSpec.class).getDigestAlgorithm();
    }

    private static String strong(String hash) {
        return switch (hash) {
            case "MD5", "SHA1", "SHA-1", "SHA256", "SHA-256" -> "SHA-256";
            case "SHA224", "SHA-224" -> "SHA-224";
            case "SHA384", "SHA-384" -> "SHA-384";
            case "SHA512", "SHA-512" -> "SHA-512";
            default -> hash.startsWith("SHA3-") ? hash : "";
        };
    }
}
