package io.stoa.service.mucmam;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.jid.BareJid;
import io.stoa.storage.Log;
import io.stoa.xml.Element;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/** What is kept of what is said in a room, and what becomes of it. */
final class RoomArchivistTest {

    private static final String OCCUPANT = "urn:xmpp:occupant-id:0";
    private static final String RETRACT = "urn:xmpp:message-retract:1";
    private static final String USER = "http://jabber.org/protocol/muc#user";

    private final Verona verona = new Verona();

    @AfterEach
    void close() {
        verona.close();
    }

    private int stored() {
        return verona.stoa
                .service(RoomArchive.class)
                .archive()
                .count(BareJid.parse(Verona.ROOM), Log.Query.first(1000));
    }

    private static String retraction(String id) {
        return "<retract xmlns='" + RETRACT + "' id='" + id + "'/><body>/me takes it back</body>";
    }

    private static String occupant(Element message) {
        return message.child(OCCUPANT, "occupant-id").orElseThrow().attribute("id");
    }

    private void rename(String nick) {
        verona.romeo.send("<presence to='%s/%s'/>".formatted(Verona.ROOM, nick));
        verona.quiet();
    }

    @Test
    void theStableIdIsTheArchives() {
        String first = verona.say(verona.romeo, "m1");
        verona.say(verona.juliet, "m2");

        assertThat(Verona.bodies(verona.finds(verona.romeo, Verona.form("after-id", first))))
                .containsExactly("m2");
    }

    @Test
    void itIsKeptAsItWasHeard() {
        verona.say(verona.romeo, "m1");

        Element message = verona.finds(verona.romeo).getFirst();
        assertThat(message.attribute("from")).isEqualTo(Verona.ROOM + "/Romeo");
        assertThat(message.attribute("to")).isEmpty();
        assertThat(occupant(message)).isNotEmpty();
        assertThat(message.child(USER, "x")).isEmpty();
    }

    @Test
    void whatIsNoConversationAndWhatIsPrivateIsNotKept() {
        verona.say(verona.romeo, "1", "<active xmlns='http://jabber.org/protocol/chatstates'/>");
        verona.say(verona.romeo, "2", "<body>x</body><no-store xmlns='urn:xmpp:hints'/>");
        verona.romeo.send(
                "<message to='%s/Juliet' type='chat'><body>psst</body></message>"
                        .formatted(Verona.ROOM));

        assertThat(stored()).isZero();
    }

    @Test
    void subjectsAreKept() {
        verona.say(verona.juliet, "s1", "<subject>Stars</subject>");

        assertThat(verona.finds(verona.romeo)).hasSize(1);
    }

    @Test
    void whoHasSaidItTakesItBackUnderAnyName() {
        String id = verona.say(verona.romeo, "m1");
        String who = occupant(verona.finds(verona.juliet).getFirst());
        rename("Montague");
        verona.say(verona.romeo, "r1", retraction(id));

        Element tombstone = verona.finds(verona.juliet).getFirst();
        assertThat(Verona.bodies(List.of(tombstone))).isEmpty();
        assertThat(tombstone.child(RETRACT, "retracted").orElseThrow().attribute("id"))
                .isEqualTo("r1");
        assertThat(occupant(tombstone)).isEqualTo(who);
        assertThat(tombstone.attribute("from")).isEqualTo(Verona.ROOM + "/Romeo");
        assertThat(stored()).isEqualTo(2);
    }

    @Test
    void newcomersAreNotShownWhatWasTakenBack() {
        String id = verona.say(verona.romeo, "m1");
        verona.say(verona.romeo, "r1", retraction(id));

        List<Element> seen = verona.enter(verona.stoa.connect("nurse@stoa.example/house"), "Nurse");
        assertThat(Verona.bodies(seen)).containsExactly("/me takes it back");
        // XEP-0424 §5: but that something was there
        assertThat(seen).filteredOn(it -> it.child(RETRACT, "retracted").isPresent()).hasSize(1);
    }

    @Test
    void nobodyElseTakesItBackWhateverTheMessageSays() {
        String id = verona.say(verona.romeo, "m1");
        String his = occupant(verona.finds(verona.juliet).getFirst());

        verona.say(
                verona.juliet,
                "r1",
                retraction(id) + "<occupant-id xmlns='" + OCCUPANT + "' id='" + his + "'/>");
        verona.say(
                verona.juliet,
                "r2",
                ("<retract xmlns='%s' id='%s'><moderated xmlns='urn:xmpp:message-moderate:1'/>"
                                + "</retract>")
                        .formatted(RETRACT, id));

        assertThat(Verona.bodies(verona.finds(verona.juliet))).startsWith("m1");
    }

    @Test
    void whoHasTheNameNowIsSomebodyElse() {
        String id = verona.say(verona.romeo, "m1");
        rename("Rose");
        verona.juliet.send("<presence to='%s/Romeo'/>".formatted(Verona.ROOM));
        verona.quiet();
        verona.say(verona.juliet, "r1", retraction(id));

        assertThat(Verona.bodies(verona.finds(verona.juliet))).startsWith("m1");
    }

    @Test
    void aRoomThatComesBackRemembers() {
        verona.say(verona.romeo, "m1");
        verona.say(verona.juliet, "s1", "<subject>Stars</subject>");
        String id = verona.say(verona.juliet, "m2");
        verona.say(verona.juliet, "r1", retraction(id));

        verona.stoa.without("service/muc").with("service/muc");
        verona.quiet();
        List<Element> seen = verona.enter(verona.romeo, "Romeo");

        assertThat(Verona.bodies(seen)).containsExactly("m1", "/me takes it back");
        assertThat(seen).filteredOn(it -> it.child(RETRACT, "retracted").isPresent()).hasSize(1);
        assertThat(seen.stream().filter(it -> it.local().equals("message")))
                .allMatch(it -> it.child("urn:xmpp:delay", "delay").isPresent())
                .allMatch(it -> it.child(USER, "x").isEmpty());
    }

    @Test
    void anArchiveGoesWithItsRoom() {
        verona.say(verona.romeo, "m1");
        verona.owner("<destroy/>");

        assertThat(stored()).isZero();
    }

    @Test
    void roomsGoOnWithoutAnArchive() {
        verona.say(verona.romeo, "m1");
        verona.stoa.without("service/mucmam");

        assertThat(verona.say(verona.romeo, "m2")).isNotEmpty();
        assertThat(verona.refusal(verona.romeo, "")).isEqualTo("service-unavailable");

        verona.stoa.with("service/mucmam");
        assertThat(Verona.bodies(verona.finds(verona.romeo))).containsExactly("m1");
    }

    @Test
    void administratorsSeeKeepAndClear() {
        verona.say(verona.romeo, "m1");
        verona.say(verona.romeo, "m2");

        assertThat(run("show", "")).contains("messages, 2").contains("for ever");
        assertThat(run("keep", " --days 3")).contains("for 3 days");
        assertThat(run("show", "")).contains("for 3 days");
        assertThat(run("keep", "")).contains("for ever");
        assertThat(run("clear", " --yes")).contains("removed 2 messages");
        assertThat(stored()).isZero();
    }

    private String run(String word, String options) {
        return verona.stoa.run("room archive " + word + " " + Verona.ROOM + options).toString();
    }

    @Test
    void theServiceSaysForHowLongAtMost() {
        ArchiveSettings limited = new ArchiveSettings(true, 30);
        ArchiveSettings free = new ArchiveSettings(true, 0);

        assertThat(limited.days(List.of())).isEqualTo(30);
        assertThat(limited.days(List.of(""))).isEqualTo(30);
        assertThat(limited.days(List.of("0"))).isEqualTo(30);
        assertThat(limited.days(List.of("7"))).isEqualTo(7);
        assertThat(limited.days(List.of("365"))).isEqualTo(30);
        assertThat(free.days(List.of("7"))).isEqualTo(7);
        assertThat(free.days(List.of("nonsense"))).isZero();
    }

    @Test
    void whereTheOwnerHasToAskNothingIsKeptBefore() {
        try (Verona other = new Verona(Map.of("archive", false))) {
            other.say(other.romeo, "m1");
            other.configure("muc#roomconfig_enablearchiving=1");
            other.say(other.romeo, "m2");

            assertThat(Verona.bodies(other.finds(other.romeo))).containsExactly("m2");
        }
    }
}
