package io.stoa.negotiation.sasl.scram;

import java.util.Arrays;
import java.util.List;

/**
 * The client's first message (RFC 5802 §7), such as {@code n,,n=user,r=fyko+d2lbbFgONRv9qkxdawL}.
 *
 * @param header the GS2 header as it came, with its last comma
 * @param flag {@code n}, {@code y} or {@code p}
 * @param binding the type of channel binding, "" without
 * @param authzid the authorization identity, "" without
 * @param name the user name
 * @param nonce the client's nonce
 * @param bare the rest of the message as it came
 */
record ClientFirst(
        String header,
        char flag,
        String binding,
        String authzid,
        String name,
        String nonce,
        String bare) {

    static ClientFirst parse(String message) {
        int flagEnd = message.indexOf(',');
        int headerEnd = message.indexOf(',', flagEnd + 1);
        if (flagEnd < 0 || headerEnd < 0) {
            throw Attributes.malformed();
        }
        String flag = message.substring(0, flagEnd);
        String bare = message.substring(headerEnd + 1);
        List<String> attributes = Arrays.asList(bare.split(",", -1));
        String name = Attributes.value(attributes, 0, 'n');
        String nonce = Attributes.value(attributes, 1, 'r');
        Attributes.ignore(attributes.subList(2, attributes.size()));
        return new ClientFirst(
                message.substring(0, headerEnd + 1),
                flag(flag),
                flag.startsWith("p=") ? flag.substring(2) : "",
                authzid(message.substring(flagEnd + 1, headerEnd)),
                Attributes.name(name),
                Attributes.nonce(nonce),
                bare);
    }

    private static char flag(String flag) {
        if (flag.equals("n") || flag.equals("y") || flag.matches("p=[A-Za-z0-9.-]+")) {
            return flag.charAt(0);
        }
        throw Attributes.malformed();
    }

    private static String authzid(String attribute) {
        return attribute.isEmpty()
                ? ""
                : Attributes.name(Attributes.value(List.of(attribute), 0, 'a'));
    }
}
