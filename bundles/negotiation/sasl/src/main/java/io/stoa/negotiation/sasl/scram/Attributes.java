package io.stoa.negotiation.sasl.scram;

import io.stoa.auth.SaslError;
import io.stoa.negotiation.sasl.SaslFailure;

import java.util.List;

/** The attributes that SCRAM's messages are made of (RFC 5802 §5.1, §7). Stateless. */
final class Attributes {

    private Attributes() {}

    static SaslFailure malformed() {
        return new SaslFailure(SaslError.MALFORMED_REQUEST);
    }

    /** The value of an attribute that must stand at a place. */
    static String value(List<String> attributes, int place, char name) {
        if (attributes.size() <= place) {
            throw malformed();
        }
        String attribute = attributes.get(place);
        if (attribute.length() < 3 || attribute.charAt(0) != name || attribute.charAt(1) != '=') {
            throw malformed();
        }
        return attribute.substring(2);
    }

    /** What else there is must look like an extension, and is ignored unless it is mandatory. */
    static void ignore(List<String> extensions) {
        for (String extension : extensions) {
            boolean named =
                    extension.length() >= 3
                            && extension.charAt(1) == '='
                            && Character.isLetter(extension.charAt(0));
            // "m=": whoever does not know the extension must refuse (§5.1)
            if (!named || extension.charAt(0) == 'm') {
                throw malformed();
            }
        }
    }

    /** A nonce is printable (§7). */
    static String nonce(String text) {
        if (!text.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
            throw malformed();
        }
        return text;
    }

    /** Undoes {@code =2C} and {@code =3D}; any other use of {@code =} is an error (§5.1). */
    static String name(String escaped) {
        StringBuilder name = new StringBuilder(escaped.length());
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            if (c == '=') {
                name.append(unescaped(escaped, i));
                i += 2;
            } else {
                name.append(c);
            }
        }
        return name.toString();
    }

    private static char unescaped(String text, int at) {
        if (text.startsWith("=2C", at)) {
            return ',';
        }
        if (text.startsWith("=3D", at)) {
            return '=';
        }
        throw malformed();
    }
}
