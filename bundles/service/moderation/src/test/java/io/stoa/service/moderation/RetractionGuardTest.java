package io.stoa.service.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.jid.BareJid;
import io.stoa.muc.OccupantIds;
import io.stoa.muc.RoomHistory;
import io.stoa.stanza.Message;
import io.stoa.stanza.Stanza;
import io.stoa.xml.Element;
import io.stoa.xml.Xml;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/** XEP-0424 in rooms. */
class RetractionGuardTest {

    private final Verona verona = new Verona();

    @AfterEach
    void close() {
        verona.close();
    }

    @Test
    void anAuthorsRetractionGoesToEverybodyAndLeavesATombstone() {
        String id = verona.say(verona.romeo(), "magic", "");

        verona.retract(verona.romeo(), id);

        Element told = Verona.take(verona.tybalt()).getFirst();
        assertThat(told.child(Retraction.NS, "retract").map(it -> it.attribute("id"))).contains(id);
        Element tombstone = verona.history().getFirst();
        assertThat(Verona.body(tombstone)).isEmpty();
        assertThat(tombstone.attribute("id")).isEqualTo("magic");
        assertThat(tombstone.child(Retraction.NS, "retracted").map(it -> it.attribute("id")))
                .contains("r1");
    }

    @Test
    void nobodyElsesDoes() {
        String id = verona.say(verona.romeo(), "magic", "");

        verona.retract(verona.tybalt(), id);
        // moderators have a way of their own
        verona.retract(verona.juliet(), id);

        assertThat(Verona.error(verona.tybalt())).isEqualTo("forbidden");
        assertThat(Verona.error(verona.juliet())).isEqualTo("forbidden");
        assertThat(Verona.take(verona.romeo())).isEmpty();
        assertThat(Verona.body(verona.history().getFirst())).isEqualTo("magic");
    }

    @Test
    void whoHasTheAuthorsNicknameNowIsNotTheAuthor() {
        String id = verona.say(verona.romeo(), "magic", "");
        verona.romeo().send("<presence to='" + Verona.ROOM + "/rose'/>");
        verona.tybalt().send("<presence to='" + Verona.ROOM + "/romeo'/>");
        verona.forget();

        verona.retract(verona.tybalt(), id);

        assertThat(Verona.error(verona.tybalt())).isEqualTo("forbidden");
        verona.retract(verona.romeo(), id);
        assertThat(Verona.body(verona.history().getFirst())).isEmpty();
    }

    @Test
    void nobodySpeaksForTheModerators() {
        String id = verona.say(verona.romeo(), "magic", "");
        String forged =
                "<message to='"
                        + Verona.ROOM
                        + "' type='groupchat' id='r1'><retract"
                        + " xmlns='urn:xmpp:message-retract:1' id='"
                        + id
                        + "'><moderated xmlns='urn:xmpp:message-moderate:1' by='"
                        + Verona.ROOM
                        + "/juliet'/></retract></message>";

        verona.romeo().send(forged);

        assertThat(Verona.error(verona.romeo())).isEqualTo("forbidden");
        // also while nobody can tell authors
        verona.stoa().without("service/occupantid");
        verona.romeo().send(forged);
        assertThat(Verona.error(verona.romeo())).isEqualTo("forbidden");
    }

    @Test
    void ofWhatIsNowhereKeptNobodyCanTellWhoseItIs() {
        verona.retract(verona.romeo(), "nothing");

        assertThat(Verona.error(verona.romeo())).isEqualTo("item-not-found");
        verona.retract(verona.romeo(), "");
        assertThat(Verona.error(verona.romeo())).isEqualTo("bad-request");
    }

    @Test
    void anArchiveKnowsMoreThanNewcomersAreShown() {
        BareJid room = BareJid.parse(Verona.ROOM);
        String author =
                verona.stoa().service(OccupantIds.class).of(room, verona.romeo().address().bare());
        Message old =
                (Message)
                        Stanza.from(
                                Xml.parse(
                                        "<message from='"
                                                + Verona.ROOM
                                                + "/romeo' type='groupchat' id='m0'>"
                                                + "<body>old</body>"
                                                + "<stanza-id xmlns='urn:xmpp:sid:0' id='old' by='"
                                                + Verona.ROOM
                                                + "'/><occupant-id"
                                                + " xmlns='urn:xmpp:occupant-id:0' id='"
                                                + author
                                                + "'/></message>",
                                        Stanza.CLIENT));
        verona.stoa()
                .offer(
                        RoomHistory.class,
                        new RoomHistory() {
                            @Override
                            public List<Message> recent(BareJid where, int limit) {
                                return List.of();
                            }

                            @Override
                            public Optional<Message> find(BareJid where, String stanzaId) {
                                return stanzaId.equals("old") ? Optional.of(old) : Optional.empty();
                            }
                        });

        verona.retract(verona.tybalt(), "old");
        assertThat(Verona.error(verona.tybalt())).isEqualTo("forbidden");
        verona.retract(verona.romeo(), "old");
        assertThat(Verona.error(verona.romeo())).isEmpty();
        verona.forget();
        verona.moderate(verona.juliet(), "old", "");
        assertThat(Verona.take(verona.tybalt())).hasSize(1);
    }

    @Test
    void withoutOccupantIdsARetractionIsAMessageLikeAnyOther() {
        verona.stoa().without("service/occupantid");
        String id = verona.say(verona.romeo(), "magic", "");

        verona.retract(verona.tybalt(), id);

        assertThat(Verona.take(verona.romeo())).hasSize(1);
        assertThat(Verona.body(verona.history().getFirst())).isEqualTo("magic");
    }

    @Test
    void aRetractionThatIsKeptStays() {
        String id = verona.say(verona.romeo(), "magic", "");
        String retraction = verona.say(verona.romeo(), "gone", Verona.retract(id));

        verona.retract(verona.romeo(), retraction);

        assertThat(Verona.error(verona.romeo())).isEqualTo("not-allowed");
    }
}
