package io.stoa.im.presence;

import static io.stoa.im.presence.Theatre.JULIET;
import static io.stoa.im.presence.Theatre.ROMEO;
import static io.stoa.im.presence.Theatre.presence;
import static io.stoa.stanza.PresenceType.AVAILABLE;
import static io.stoa.stanza.PresenceType.PROBE;
import static io.stoa.stanza.PresenceType.SUBSCRIBE;
import static io.stoa.stanza.PresenceType.UNAVAILABLE;
import static io.stoa.stanza.PresenceType.UNSUBSCRIBED;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.jid.Jid;
import io.stoa.stanza.Presence;
import io.stoa.stanza.Stanza;
import io.stoa.xml.Element;
import io.stoa.xml.Text;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** RFC 6121 §4.3 and §4.6.6. */
final class ProbesTest {

    private static final Element AWAY = Element.of("jabber:client", "show", new Text("away"));

    private final Theatre theatre = new Theatre();

    private static Presence probe(Jid from, Jid to) {
        return (Presence) presence(PROBE).withFrom(from).withTo(to).withId("probe1");
    }

    private List<Stanza> probed() {
        return theatre.arrives(probe(ROMEO, JULIET));
    }

    /** Rule 1, §4.3.2.1. */
    @Test
    void aStrangerIsToldThatThereIsNoSubscription() {
        theatre.sends(theatre.balcony, presence(AVAILABLE));

        assertThat(probed())
                .containsExactly(
                        presence(UNSUBSCRIBED).withFrom(JULIET).withTo(ROMEO).withId("probe1"));
    }

    @Test
    void aRequestIsNotDeniedByAProbe() {
        theatre.arrives(presence(SUBSCRIBE).withFrom(ROMEO).withTo(JULIET));

        assertThat(probed()).isEmpty();
    }

    /** Rule 4, §4.3.2.1: the presence as it was sent, with its own id. */
    @Test
    void aSubscriberGetsThePresenceOfEachResource() {
        theatre.subscribed(ROMEO, JULIET);
        theatre.sends(theatre.balcony, (Presence) presence(AVAILABLE).with(AWAY).withId("pres1"));
        theatre.sends(theatre.chamber, presence(AVAILABLE));

        assertThat(probed())
                .containsExactly(
                        presence(AVAILABLE)
                                .with(AWAY)
                                .withFrom(theatre.balcony.address())
                                .withTo(ROMEO)
                                .withId("pres1"),
                        presence(AVAILABLE).withFrom(theatre.chamber.address()).withTo(ROMEO));
    }

    /** Rule 3. */
    @Test
    void aSubscriberIsToldSinceWhenNobodyIsThere() {
        theatre.subscribed(ROMEO, JULIET);
        Element status = Element.of("jabber:client", "status", new Text("asleep"));
        theatre.sends(theatre.balcony, presence(AVAILABLE));
        theatre.sends(theatre.balcony, presence(UNAVAILABLE).with(AWAY).with(status));

        Stanza answer = probed().getFirst();

        assertThat(answer.typeAttribute()).isEqualTo("unavailable");
        assertThat(answer.from()).contains(JULIET);
        assertThat(answer.id()).isEqualTo("probe1");
        assertThat(answer.payloads()).hasSize(2);
        assertThat(answer.payloads().getFirst()).isEqualTo(status);
        String stamp = answer.payload("urn:xmpp:delay", "delay").orElseThrow().attribute("stamp");
        assertThat(stamp).hasSize("2002-09-10T23:41:07Z".length());
        assertThat(Instant.parse(stamp)).isBeforeOrEqualTo(Instant.now());
    }

    @Test
    void theTimeCanBeKeptSecret() {
        Theatre secretive = new Theatre(Map.of("lastUnavailable", false));
        secretive.subscribed(ROMEO, JULIET);
        secretive.sends(secretive.balcony, presence(AVAILABLE));
        secretive.sends(secretive.balcony, presence(UNAVAILABLE));

        assertThat(secretive.arrives(probe(ROMEO, JULIET)))
                .containsExactly(
                        presence(UNAVAILABLE).withFrom(JULIET).withTo(ROMEO).withId("probe1"));
    }

    @Test
    void aProbeOfOneResourceTellsOnlyThatItIsThere() {
        theatre.subscribed(ROMEO, JULIET);
        theatre.sends(theatre.balcony, presence(AVAILABLE).with(AWAY));

        assertThat(theatre.arrives(probe(ROMEO, theatre.balcony.address())))
                .containsExactly(
                        presence(AVAILABLE).withFrom(theatre.balcony.address()).withTo(ROMEO));
        assertThat(theatre.arrives(probe(ROMEO, theatre.chamber.address())))
                .containsExactly(
                        presence(UNAVAILABLE)
                                .withFrom(theatre.chamber.address())
                                .withTo(ROMEO)
                                .withId("probe1"));
    }

    /** §4.6.6. */
    @Test
    void whoGotDirectedPresenceMayAskForThatResource() {
        Jid room = Jid.parse("lobby@chat.example.com/Juliet");
        theatre.sends(theatre.balcony, presence(AVAILABLE).with(AWAY));
        theatre.sends(theatre.chamber, presence(AVAILABLE));
        theatre.sends(theatre.balcony, presence(AVAILABLE).withTo(room));

        Presence mere = presence(AVAILABLE).withFrom(theatre.balcony.address());
        assertThat(theatre.arrives(probe(room, theatre.balcony.address())))
                .containsExactly(mere.withTo(room));
        assertThat(theatre.arrives(probe(room.bare(), JULIET)))
                .containsExactly(mere.withTo(room.bare()));
        assertThat(theatre.arrives(probe(room, theatre.chamber.address())))
                .extracting(Stanza::typeAttribute)
                .containsExactly("unsubscribed");
        Jid other = Jid.parse("lobby@chat.example.com/Tybalt");
        assertThat(theatre.arrives(probe(other, theatre.balcony.address())))
                .extracting(Stanza::typeAttribute)
                .containsExactly("unsubscribed");
    }

    /** §4.3 and XEP-0318 §3.1. */
    @Test
    void aClientsProbeIsAnsweredToThatClient() {
        theatre.subscribed(JULIET, ROMEO);
        theatre.sends(theatre.orchard, presence(AVAILABLE));

        theatre.plays(theatre.balcony, presence(PROBE).withTo(ROMEO));

        assertThat(theatre.balcony.delivered())
                .containsExactly(
                        presence(AVAILABLE)
                                .withFrom(theatre.orchard.address())
                                .withTo(theatre.balcony.address()));
    }

    @Test
    void everybodyMayProbeThemselves() {
        theatre.sends(theatre.chamber, presence(AVAILABLE));

        theatre.plays(theatre.balcony, presence(PROBE));

        assertThat(theatre.balcony.delivered())
                .containsExactly(
                        presence(AVAILABLE)
                                .withFrom(theatre.chamber.address())
                                .withTo(theatre.balcony.address()));
    }
}
