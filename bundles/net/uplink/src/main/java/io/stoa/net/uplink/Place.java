package io.stoa.net.uplink;

/**
 * Where a server takes components.
 *
 * @param host its name or address
 * @param port its port
 */
record Place(String host, int port) {

    private static final int LAST_PORT = 65_535;

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
                bracketed ? host.substring(1, host.length() - 1) : host, Integer.parseInt(port));
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
