package io.stoa.service.mucavatars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.stanza.StanzaException;
import io.stoa.xml.Element;
import io.stoa.xml.Xml;

import org.junit.jupiter.api.Test;

/** XEP-0486 §3.3, §5.1: the hashes of a room's pictures. */
final class PicturesTest {

    /** The picture and the hash of the XEP's own examples. */
    private static final String PICTURE =
            "PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIzMiIgaGVpZ2h0PSIzMiI+Ci"
                + "A8cmVjdCB4PSIwIiB5PSIwIiB3aWR0aD0iMzIiIGhlaWdodD0iMzIiIGZpbGw9InJlZCIvPgo8L3N2"
                + "Zz4K";

    private static final String HASH = "a31c4bd04de69663cfd7f424a8453f4674da37ff";

    @Test
    void hashesThePictureOfTheSpecification() {
        assertThat(Pictures.hashes(vcard(photo(PICTURE)))).containsExactly(HASH);
    }

    @Test
    void brokenLinesAreTheSamePicture() {
        String broken = PICTURE.substring(0, 70) + "\r\n\t " + PICTURE.substring(70);
        assertThat(Pictures.hashes(vcard(photo(broken)))).containsExactly(HASH);
    }

    @Test
    void hashesEachOfSeveralOnce() {
        assertThat(Pictures.hashes(vcard(photo(PICTURE) + photo("AAAA") + photo(PICTURE))))
                .hasSize(2)
                .startsWith(HASH);
    }

    @Test
    void findsNoneWhereThereIsNone() {
        assertThat(Pictures.hashes(vcard(""))).isEmpty();
        assertThat(Pictures.hashes(vcard(photo("")))).isEmpty();
        assertThat(Pictures.hashes(vcard("<PHOTO><EXTVAL>http://a/b</EXTVAL></PHOTO>"))).isEmpty();
    }

    @Test
    void refusesWhatIsNotBase64() {
        assertThatThrownBy(() -> Pictures.hashes(vcard(photo("no base64!"))))
                .isInstanceOf(StanzaException.class);
    }

    @Test
    void tellsOfTheFirstPictureOrOfNone() {
        assertThat(Pictures.update(Pictures.hashes(vcard(photo(PICTURE)))).toString())
                .contains(HASH);
        assertThat(Pictures.update(Pictures.hashes(vcard(""))).elements().toList())
                .containsExactly(Element.of("vcard-temp:x:update", "photo"));
    }

    private static String photo(String binval) {
        return "<PHOTO><TYPE>image/png</TYPE><BINVAL>" + binval + "</BINVAL></PHOTO>";
    }

    private static Element vcard(String content) {
        return Xml.parse("<vCard xmlns='vcard-temp'>" + content + "</vCard>");
    }
}
