package io.stoa.service.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.jid.BareJid;
import io.stoa.muc.OccupantIds;
import io.stoa.xml.Element;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

/** XEP-0425. */
class ModerationHandlerTest {

    private final Verona verona = new Verona();

    @AfterEach
    void close() {
        verona.close();
    }

    @Test
    void everybodyIsToldByWhomAndWhyAndNewcomersSeeATombstone() {
        String id = verona.say(verona.romeo(), "magic", "");

        verona.moderate(verona.juliet(), id, "<reason>Not here</reason>");

        List<Element> told = Verona.take(verona.juliet());
        assertThat(told).extracting(Element::local).containsExactly("message", "iq");
        assertThat(told.getFirst().attribute("from")).isEqualTo(Verona.ROOM);
        Element retract = told.getFirst().child(Retraction.NS, "retract").orElseThrow();
        assertThat(retract.attribute("id")).isEqualTo(id);
        Element moderated = retract.child(Retraction.MODERATE, "moderated").orElseThrow();
        assertThat(moderated.attribute("by")).isEqualTo(Verona.ROOM + "/juliet");
        assertThat(retract.child(Retraction.NS, "reason").map(Element::text)).contains("Not here");
        assertThat(Verona.take(verona.romeo())).hasSize(1);
        Element tombstone = verona.history().getFirst();
        assertThat(Verona.body(tombstone)).isEmpty();
        assertThat(tombstone.attribute("from")).isEqualTo(Verona.ROOM + "/romeo");
        Element retracted = tombstone.child(Retraction.NS, "retracted").orElseThrow();
        assertThat(retracted.attribute("id")).isEqualTo(told.getFirst().attribute("id"));
        assertThat(retracted.child(Retraction.MODERATE, "moderated")).contains(moderated);
        assertThat(retracted.attribute("stamp")).isNotEmpty();
    }

    @Test
    void theModeratorIsKnownByTheOccupantIdAndSoIsTheAuthorStill() {
        String id = verona.say(verona.romeo(), "magic", "");
        String author = occupantId(verona.history().getFirst());

        verona.moderate(verona.juliet(), id, "");

        Element moderated =
                Verona.take(verona.romeo())
                        .getFirst()
                        .child(Retraction.NS, "retract")
                        .flatMap(it -> it.child(Retraction.MODERATE, "moderated"))
                        .orElseThrow();
        assertThat(occupantId(moderated))
                .isEqualTo(
                        verona.stoa()
                                .service(OccupantIds.class)
                                .of(BareJid.parse(Verona.ROOM), verona.juliet().address().bare()));
        assertThat(occupantId(verona.history().getFirst())).isEqualTo(author).isNotEmpty();
    }

    private static String occupantId(Element of) {
        return of.child(Retraction.OCCUPANT_ID, "occupant-id")
                .map(it -> it.attribute("id"))
                .orElse("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"said", "nothing"})
    void whoIsNoModeratorLearnsNothing(String what) {
        String id = what.equals("said") ? verona.say(verona.romeo(), "magic", "") : what;

        verona.moderate(verona.tybalt(), id, "");

        assertThat(Verona.error(verona.tybalt())).isEqualTo("forbidden");
        assertThat(Verona.take(verona.romeo())).isEmpty();
    }

    /** Everybody is told by whom, and who is not there has no name there. */
    @Test
    void whoIsNotInTheRoomModeratesNothing() {
        String id = verona.say(verona.romeo(), "magic", "");
        verona.juliet().send("<presence type='unavailable' to='" + Verona.ROOM + "/juliet'/>");

        verona.moderate(verona.juliet(), id, "");

        assertThat(Verona.error(verona.juliet())).isEqualTo("forbidden");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        verona.moderate(verona.juliet(), "nothing", "");

        assertThat(Verona.error(verona.juliet())).isEqualTo("item-not-found");
    }

    /** Two moderators may find the same message. */
    @Test
    void whatIsRetractedAlreadyIsRetracted() {
        String id = verona.say(verona.romeo(), "magic", "");
        verona.moderate(verona.juliet(), id, "<reason>first</reason>");
        verona.forget();

        verona.moderate(verona.juliet(), id, "<reason>second</reason>");

        assertThat(Verona.take(verona.juliet()))
                .extracting(it -> it.local() + " " + it.attribute("type"))
                .containsExactly("iq result");
        assertThat(Verona.take(verona.romeo())).isEmpty();
        assertThat(verona.history().getFirst().toString()).contains("first");
    }

    @Test
    void aRetractionCannotBeRetracted() {
        String said = verona.say(verona.romeo(), "magic", "");
        String retraction = verona.say(verona.romeo(), "gone", Verona.retract(said));

        verona.moderate(verona.juliet(), retraction, "");

        assertThat(Verona.error(verona.juliet())).isEqualTo("not-allowed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<moderate xmlns='urn:xmpp:message-moderate:1'>"
                        + "<retract xmlns='urn:xmpp:message-retract:1'/></moderate>",
                "<moderate xmlns='urn:xmpp:message-moderate:1' id='a'/>",
                "<moderate xmlns='urn:xmpp:message-moderate:1' id='a'><edit/></moderate>",
                "<moderated xmlns='urn:xmpp:message-moderate:1' id='a'/>"
            })
    void whatIsIncompleteIsBad(String payload) {
        verona.request(verona.juliet(), "set", payload);

        assertThat(Verona.error(verona.juliet())).isEqualTo("bad-request");
    }

    @Test
    void nobodyCanAskForIt() {
        verona.request(
                verona.juliet(),
                "get",
                "<moderate xmlns='urn:xmpp:message-moderate:1' id='a'>"
                        + "<retract xmlns='urn:xmpp:message-retract:1'/></moderate>");

        assertThat(Verona.error(verona.juliet())).isEqualTo("bad-request");
    }

    @Test
    void aReasonIsNoBook() {
        String id = verona.say(verona.romeo(), "magic", "");

        verona.moderate(verona.juliet(), id, "<reason>" + "a".repeat(2049) + "</reason>");

        assertThat(Verona.error(verona.juliet())).isEqualTo("not-acceptable");
        assertThat(Verona.body(verona.history().getFirst())).isEqualTo("magic");
    }

    @Test
    void theRoomSaysWhatItCanDo() {
        assertThat(features()).contains(Retraction.MODERATE, Retraction.NS);

        verona.stoa().without("service/occupantid");

        assertThat(features()).contains(Retraction.MODERATE).doesNotContain(Retraction.NS);
    }

    private List<String> features() {
        verona.request(
                verona.juliet(), "get", "<query xmlns='http://jabber.org/protocol/disco#info'/>");
        return Verona.take(verona.juliet())
                .getLast()
                .elements()
                .flatMap(Element::elements)
                .map(it -> it.attribute("var"))
                .toList();
    }

    @Test
    void withoutOccupantIdsModeratorsModerateAllTheSame() {
        verona.stoa().without("service/occupantid");
        String id = verona.say(verona.romeo(), "magic", "");

        verona.moderate(verona.juliet(), id, "");

        assertThat(Verona.take(verona.romeo())).hasSize(1);
        assertThat(Verona.body(verona.history().getFirst())).isEmpty();
    }
}
