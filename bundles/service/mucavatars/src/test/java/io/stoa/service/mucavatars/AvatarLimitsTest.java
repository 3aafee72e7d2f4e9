package io.stoa.service.mucavatars;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.jid.BareJid;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaError;
import io.stoa.storage.Storage;
import io.stoa.testkit.Stoa;
import io.stoa.testkit.TestClient;
import io.stoa.xml.Element;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** How big the picture of a room may be, and who may put something there. */
class AvatarLimitsTest {

    private static final String ROOM = "verona@conference.stoa.example";

    private final Stoa stoa =
            Stoa.inMemory().with("service/muc").with("service/mucavatars", Map.of("size", 1000));
    private final TestClient juliet = stoa.connect("juliet@stoa.example/balcony");
    private final TestClient romeo = stoa.connect("romeo@stoa.example/orchard");

    @BeforeEach
    void begin() {
        juliet.send(
                "<presence to='"
                        + ROOM
                        + "/juliet'><x xmlns='http://jabber.org/protocol/muc'/></presence>");
        juliet.send(
                "<iq to='"
                        + ROOM
                        + "' id='o' type='set'><query xmlns='http://jabber.org/protocol/muc#owner'>"
                        + "<x xmlns='jabber:x:data' type='submit'/></query></iq>");
        last(juliet);
    }

    @AfterEach
    void close() {
        stoa.close();
    }

    private static Element last(TestClient client) {
        Element last = Element.of("none", "none");
        Optional<Element> next = client.take();
        while (next.isPresent()) {
            last = next.get();
            next = client.take();
        }
        return last;
    }

    private static String photo(String picture) {
        return "<PHOTO><TYPE>image/png</TYPE><BINVAL>"
                + Base64.getEncoder().encodeToString(picture.getBytes(StandardCharsets.UTF_8))
                + "</BINVAL></PHOTO>";
    }

    private String set(TestClient who, String content) {
        who.send(
                "<iq to='"
                        + ROOM
                        + "' id='v' type='set'><vCard xmlns='vcard-temp'>"
                        + content
                        + "</vCard></iq>");
        Element answer = last(who);
        return answer.child(Stanza.CLIENT, "error")
                .map(error -> StanzaError.from(error).condition().element())
                .orElse(answer.attribute("type"));
    }

    private boolean kept() {
        return new Vcards(stoa.service(Storage.class)).of(BareJid.parse(ROOM)).isPresent();
    }

    @Test
    void aBigPictureIsRefusedAndNothingKept() {
        assertThat(set(juliet, photo("x".repeat(1000)))).isEqualTo("policy-violation");
        assertThat(kept()).isFalse();
    }

    @Test
    void manyPicturesAreRefused() {
        StringBuilder photos = new StringBuilder();
        for (int i = 0; i < 9; i++) {
            photos.append(photo(Integer.toString(i)));
        }
        assertThat(set(juliet, photos.toString())).isEqualTo("policy-violation");
        assertThat(kept()).isFalse();
    }

    @Test
    void strangersPutNothingThere() {
        assertThat(set(romeo, photo("x"))).isEqualTo("forbidden");
        assertThat(kept()).isFalse();
    }

    @Test
    void theNextOneTakesThePlaceAndTheRoomTakesItAlong() {
        assertThat(set(juliet, photo("x"))).isEqualTo("result");
        assertThat(set(juliet, photo("y"))).isEqualTo("result");
        assertThat(kept()).isTrue();
        juliet.send(
                "<iq to='"
                        + ROOM
                        + "' id='d' type='set'><query xmlns='http://jabber.org/protocol/muc#owner'>"
                        + "<destroy/></query></iq>");
        assertThat(kept()).isFalse();
    }
}
