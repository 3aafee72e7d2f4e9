package io.stoa.service.mucmam;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.testkit.TestClient;
import io.stoa.xml.Element;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.List;

/** Who may read a room's archive (XEP-0313 §6.1.2), and how much of it. */
final class ReadersTest {

    private final Verona verona = new Verona();
    private final TestClient nurse = verona.stoa.connect("nurse@stoa.example/house");

    @AfterEach
    void close() {
        verona.close();
    }

    private List<String> addresses(TestClient client) {
        return verona.finds(client).stream()
                .flatMap(it -> it.child("http://jabber.org/protocol/muc#user", "x").stream())
                .flatMap(Element::elements)
                .map(it -> it.attribute("jid"))
                .toList();
    }

    @Test
    void whoMayEnterMayReadWithoutEntering() {
        verona.say(verona.romeo, "m1");

        assertThat(Verona.bodies(verona.finds(nurse))).containsExactly("m1");
    }

    @Test
    void theBannedMayNot() {
        verona.say(verona.juliet, "m1");
        verona.affiliate(nurse, "outcast");

        assertThat(verona.refusal(nurse, "")).isEqualTo("forbidden");
    }

    @Test
    void inARoomForMembersOnlyMembersMay() {
        verona.say(verona.juliet, "m1");
        verona.configure("muc#roomconfig_membersonly=1");

        assertThat(verona.refusal(nurse, "")).isEqualTo("forbidden");
        verona.affiliate(nurse, "member");
        assertThat(verona.finds(nurse)).hasSize(1);
    }

    @Test
    void aPasswordProtectsTheArchiveToo() {
        verona.say(verona.juliet, "m1");
        verona.configure(
                "muc#roomconfig_passwordprotectedroom=1", "muc#roomconfig_roomsecret=rose");
        verona.affiliate(nurse, "member");

        assertThat(verona.refusal(nurse, "")).isEqualTo("forbidden");
        assertThat(verona.finds(verona.romeo)).hasSize(1);
        assertThat(verona.finds(verona.juliet)).hasSize(1);
    }

    @Test
    void realAddressesAreForModerators() {
        verona.say(verona.romeo, "m1");

        assertThat(addresses(nurse)).isEmpty();
        assertThat(addresses(verona.romeo)).isEmpty();
        assertThat(addresses(verona.juliet)).containsExactly("romeo@stoa.example/orchard");
    }

    @Test
    void whatWasSaidUnderCoverStaysThereWhenTheRoomIsOpened() {
        verona.say(verona.romeo, "hidden");
        verona.configure("muc#roomconfig_whois=anyone");
        verona.say(verona.juliet, "open");

        assertThat(addresses(nurse)).containsExactly("juliet@stoa.example/balcony");
        verona.configure("muc#roomconfig_whois=moderators");
        assertThat(addresses(nurse)).isEmpty();
    }

    @Test
    void byWhomAMessageIsNobodyLearnsByAsking() {
        verona.say(verona.romeo, "m1");
        verona.say(verona.juliet, "m2");
        String byRomeo = Verona.form("with", "romeo@stoa.example");

        assertThat(verona.refusal(nurse, byRomeo)).isEqualTo("forbidden");
        assertThat(Verona.bodies(verona.finds(verona.juliet, byRomeo))).containsExactly("m1");
        assertThat(Verona.bodies(verona.finds(verona.romeo, byRomeo))).containsExactly("m1");
        assertThat(verona.refusal(verona.juliet, Verona.form("with", Verona.ROOM + "/Romeo")))
                .isEqualTo("feature-not-implemented");
    }

    @Test
    void idsThatAreNotThisArchivesAreNone() {
        verona.say(verona.romeo, "m1");

        for (String id : List.of("x", "6vXbTJr0Y0pWkQmYIfq7Sg")) {
            String page =
                    "<set xmlns='http://jabber.org/protocol/rsm'><after>" + id + "</after></set>";
            assertThat(verona.refusal(nurse, page)).isEqualTo("item-not-found");
        }
    }

    @Test
    void anArchiveThatIsSwitchedOffCannotBeRead() {
        verona.say(verona.romeo, "m1");
        verona.configure("muc#roomconfig_enablearchiving=0");
        verona.say(verona.romeo, "m2");

        assertThat(verona.refusal(verona.romeo, "")).isEqualTo("service-unavailable");
        verona.configure("muc#roomconfig_enablearchiving=1");
        assertThat(Verona.bodies(verona.finds(verona.romeo))).containsExactly("m1");
    }
}
