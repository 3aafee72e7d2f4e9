package io.stoa.net.tls;

/** Tells addresses from names in domainparts (RFC 7622 §3.2). Stateless. */
final class IpAddress {

    private IpAddress() {}

    /** Whether a domainpart is an IPv4 address or an IPv6 literal in brackets. */
    static boolean is(String domain) {
        return domain.startsWith("[") || domain.matches("\\d+\\.\\d+\\.\\d+\\.\\d+");
    }

    /** The address without brackets. */
    static String bare(String domain) {
        return domain.startsWith("[") ? domain.substring(1, domain.length() - 1) : domain;
    }
}
