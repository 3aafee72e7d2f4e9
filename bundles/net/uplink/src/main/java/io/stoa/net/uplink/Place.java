package io.stoa.net.uplink;

import io.stoa.gateway.NamedCertificate;

/**
 * Where a server takes components.
 *
 * @param host its name or address
 * @param port its port
 * @param tls whether the connection begins with TLS
 * @param sha256 the digest of the one certificate that it may have, "" when that is not said
 */
record Place(String host, int port, boolean tls, String sha256) {

    private static final int LAST_PORT = 65_535;

    /** Reads the configuration. */
    static Place of(UplinkConfig config) {
        Place place = parse(config.server());
        return new Place(place.host(), place.port(), config.tls(), pin(config.fingerprint()));
    }

    private static String pin(String written) {
        if (written.isEmpty()) {
            return "";
        }
        return NamedCertificate.digest(written)
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "io.stoa.net.uplink:fingerprint is “"
                                                + written
                                                + "”; the SHA-256 of a certificate was expected,"
                                                + " 32 bytes in hexadecimal digits"));
    }

    /** Reads {@code host:port}. */
    static Place parse(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon);
        String port = text.substring(colon + 1);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        if (host.isBlank()
                || !port.matches("[1-9]\\d{0,4}")
                || Integer.parseInt(port) > LAST_PORT
                || (host.contains(":") && !bracketed)) {
            throw new IllegalArgumentException(
                    "io.stoa.net.uplink:server is “"
                            + text
                            + "”; host:port was expected, such as 127.0.0.1:5347 or [::1]:5347");
        }
        return new Place(
                bracketed ? host.substring(1, host.length() - 1) : host,
                Integer.parseInt(port),
                false,
                "");
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
