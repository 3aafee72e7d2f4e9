package io.stoa.im.carbons;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.bus.Context;
import io.stoa.bus.Delivery;
import io.stoa.bus.Destination;
import io.stoa.bus.Router;
import io.stoa.bus.Verdict;
import io.stoa.jid.BareJid;
import io.stoa.jid.FullJid;
import io.stoa.jid.Jid;
import io.stoa.session.Session;
import io.stoa.stanza.Condition;
import io.stoa.stanza.Message;
import io.stoa.stanza.MessageType;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaError;
import io.stoa.stanza.StanzaId;
import io.stoa.testkit.TestContext;
import io.stoa.testkit.TestSession;
import io.stoa.testkit.TestSessions;
import io.stoa.xml.Element;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;

/** XEP-0280 §7, §8. */
final class CarbonCopierTest {

    private static final BareJid ROMEO = BareJid.parse("romeo@montague.example");
    private static final FullJid JULIET = FullJid.parse("juliet@capulet.example/balcony");

    private final TestSession garden =
            new TestSession(FullJid.parse("romeo@montague.example/garden"));
    private final TestSession home = new TestSession(FullJid.parse("romeo@montague.example/home"));
    private final TestSession phone =
            new TestSession(FullJid.parse("romeo@montague.example/phone"));
    private Delivery delivery = new Delivery.Deliver(List.of(garden));
    private final CarbonCopier copier =
            new CarbonCopier(new TestSessions(garden, home, phone), new FixedRouter());

    private final class FixedRouter implements Router {

        @Override
        public Destination destination(Jid to) {
            return new Destination.Elsewhere(to.bare());
        }

        @Override
        public Delivery delivery(Stanza stanza, BareJid account) {
            return delivery;
        }
    }

    @BeforeEach
    void homeWantsCopies() {
        home.put(Carbons.ENABLED, true);
    }

    private static Message message(String id) {
        return (Message) Message.of(MessageType.CHAT, JULIET, "x").withId(id);
    }

    private Message send(Session from, Message message) {
        Message stamped = message.withFrom(from.address());
        assertThat(copier.intercept(stamped, TestContext.sent(from)))
                .isEqualTo(new Verdict.Pass(stamped));
        return stamped;
    }

    private Message receive(Message message) {
        Message arrived = message.withFrom(JULIET).withTo(garden.address());
        Context context = TestContext.received(ROMEO);
        assertThat(copier.intercept(arrived, context)).isEqualTo(new Verdict.Pass(arrived));
        return arrived;
    }

    private static Message error(String id) {
        return (Message)
                Message.of(
                                MessageType.ERROR,
                                List.of(StanzaError.of(Condition.NOT_ALLOWED).toElement()))
                        .withTo(JULIET)
                        .withId(id);
    }

    @Test
    void aCopyHasTheWholeMessageInItAlsoTheArchivesId() {
        Message arrived = receive(message("1").with(new StanzaId("7", ROMEO).toElement()));

        Element copy = home.delivered().getFirst().toElement();
        assertThat(copy.attribute("from")).isEqualTo("romeo@montague.example");
        assertThat(copy.attribute("to")).isEqualTo("romeo@montague.example/home");
        assertThat(copy.attribute("type")).isEqualTo("chat");
        assertThat(copy.attribute("id")).isEmpty();
        assertThat(copy.elements().toList()).containsExactly(Carbons.wrap("received", arrived));
        assertThat(copy.toString()).contains("<stanza-id ");
        assertThat(garden.delivered()).isEmpty();
        assertThat(phone.delivered()).isEmpty();
    }

    @Test
    void theSenderGetsNoCopyOfItsOwn() {
        Message sent = send(home, message("1"));
        assertThat(home.delivered()).isEmpty();

        send(garden, message("2"));
        phone.put(Carbons.ENABLED, true);
        send(home, message("3"));

        assertThat(sent.id()).isEqualTo("1");
        assertThat(home.delivered()).hasSize(1);
        assertThat(phone.delivered()).hasSize(1);
    }

    @Test
    void whatTheAccountSendsToItselfIsCopiedOnceWhereItArrives() {
        phone.put(Carbons.ENABLED, true);
        Message note = message("1").withTo(garden.address());
        send(home, note);
        assertThat(phone.delivered()).isEmpty();

        copier.intercept(note.withFrom(home.address()), TestContext.received(ROMEO, home));

        assertThat(phone.delivered()).hasSize(1);
        assertThat(home.delivered()).isEmpty();
    }

    @Test
    void whatIsKeptForLaterIsCopiedWhatIsRefusedIsNot() {
        delivery = new Delivery.Absent();
        receive(message("1"));
        assertThat(home.delivered()).hasSize(1);

        delivery = new Delivery.Reject(StanzaError.of(Condition.SERVICE_UNAVAILABLE));
        receive(message("2"));
        delivery = new Delivery.Ignore();
        receive(message("3"));
        assertThat(home.delivered()).hasSize(1);
    }

    @Test
    void anErrorIsCopiedWhenItAnswersWhatWasCopied() {
        send(garden, message("1"));
        receive(error("1"));
        receive(message("2"));
        send(garden, error("2"));

        assertThat(home.delivered())
                .extracting(it -> it.payloads().getFirst().local())
                .containsExactly("sent", "received", "received", "sent");
    }

    @Test
    void anErrorThatAnswersNothingWeKnowIsNotCopied() {
        receive(error("1"));
        send(garden, error("1"));
        send(garden, message("2").with(Element.of(Carbons.NAMESPACE, "private")));
        receive(error("2"));
        // of the other party, and in the other direction
        send(garden, message("3").withTo(BareJid.parse("nurse@capulet.example")));
        receive(error("3"));
        send(garden, error("3"));

        assertThat(home.delivered()).hasSize(1);
    }

    @Test
    void onlySoManyMessagesAreRemembered() {
        for (int i = 0; i < 33; i++) {
            send(garden, message("m" + i));
        }
        receive(error("m0"));
        assertThat(home.delivered()).hasSize(33);
        receive(error("m1"));
        receive(error("m32"));
        assertThat(home.delivered()).hasSize(35);
    }

    @Test
    void whereNobodyWantsCopiesNothingIsRemembered() {
        home.remove(Carbons.ENABLED);
        send(garden, message("1"));

        assertThat(garden.get(new Session.Key<>("im.carbons.recent", long[].class))).isEmpty();
    }
}
