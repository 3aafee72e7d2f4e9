package io.stoa.jid;

import java.net.Inet6Address;
import java.util.Locale;

/** An IPv6 address in brackets, with a zone if need be (RFC 3986 §3.2.2, RFC 6874 §2). */
final class IpLiteral {

    private static final Ascii ADDRESS = Ascii.of("0123456789abcdef:.");

    /** RFC 6874 §2: unreserved characters and those of percent-encoding. */
    private static final Ascii ZONE =
            Ascii.range('a', 'z')
                    .or(Ascii.range('A', 'Z'))
                    .or(Ascii.range('0', '9'))
                    .or(Ascii.of("-._~%"));

    private IpLiteral() {}

    static String prepare(String raw) {
        if (!raw.endsWith("]")) {
            throw refuse();
        }
        int percent = raw.indexOf('%');
        int end = percent < 0 ? raw.length() - 1 : percent;
        String address = raw.substring(1, end).toLowerCase(Locale.ROOT);
        // the zone is the name of an interface, and these tell capitals from small letters
        String zone = raw.substring(end, raw.length() - 1);
        if (!ADDRESS.containsAll(address) || zone.equals("%") || !ZONE.containsAll(zone)) {
            throw refuse();
        }
        checkAddress(address);
        return '[' + address + zone + ']';
    }

    /** Of an address in digits, colons and dots, so that nothing is looked up. */
    private static void checkAddress(String address) {
        try {
            var _ = Inet6Address.ofLiteral(address);
        } catch (IllegalArgumentException malformed) {
            throw refuse();
        }
    }

    private static JidException refuse() {
        return Part.DOMAIN.refuse("is not an IPv6 address in brackets");
    }
}
