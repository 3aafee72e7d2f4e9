package io.stoa.negotiation.ibr;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** The network that counts as one stranger. Stateless. */
final class PeerNetwork {

    private static final int PREFIX = 8;

    private PeerNetwork() {}

    /** An IPv4 address itself; of an IPv6 address the first 64 bits, which one host can use up. */
    static String of(String peer) {
        int scope = peer.indexOf('%');
        try {
            InetAddress address =
                    InetAddress.ofLiteral(scope < 0 ? peer : peer.substring(0, scope));
            return address instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), PREFIX))
                    : address.getHostAddress();
        } catch (IllegalArgumentException notAnAddress) {
            return peer;
        }
    }
}
