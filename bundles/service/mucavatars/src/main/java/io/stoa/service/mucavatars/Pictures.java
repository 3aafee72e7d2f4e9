package io.stoa.service.mucavatars;

import io.stoa.stanza.Condition;
import io.stoa.stanza.StanzaError;
import io.stoa.stanza.StanzaException;
import io.stoa.xml.Element;
import io.stoa.xml.Text;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** The pictures in a vCard (XEP-0054 §3.4 and XEP-0153 §3.1). Stateless. */
final class Pictures {

    /** One picture in several formats: its hashes are in what everybody asks for. */
    static final int FORMATS = 8;

    private static final String UPDATE = "vcard-temp:x:update";

    private Pictures() {}

    /**
     * Returns the hash of each picture, in their order: several are one picture in several formats
     * (XEP-0486 §5.1).
     *
     * @throws StanzaException when one is not in base64
     */
    static List<String> hashes(Element vcard) {
        return vcard.elements(Vcards.NAMESPACE, "PHOTO")
                .flatMap(photo -> photo.child(Vcards.NAMESPACE, "BINVAL").stream())
                .map(Pictures::bytes)
                .filter(bytes -> bytes.length > 0)
                .map(Pictures::hash)
                .distinct()
                .toList();
    }

    private static byte[] bytes(Element binval) {
        try {
            // XEP-0153 §4.1: clients wrap the lines, and need not
            return Base64.getDecoder().decode(binval.text().replaceAll("[ \t\r\n]", ""));
        } catch (IllegalArgumentException wrong) {
            throw new StanzaException(
                    StanzaError.of(Condition.BAD_REQUEST, "a picture is not in base64"));
        }
    }

    private static String hash(byte[] picture) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(picture));
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("every JDK has SHA-1", never);
        }
    }

    /** What presence of the room says, by which some clients find the picture (XEP-0486 §5.2). */
    static Element update(List<String> hashes) {
        Element photo =
                hashes.isEmpty()
                        ? Element.of(UPDATE, "photo")
                        : Element.of(UPDATE, "photo", new Text(hashes.getFirst()));
        return Element.of(UPDATE, "x", photo);
    }
}
