package io.stoa.im.mam;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.bus.Delivery;
import io.stoa.bus.Leg;
import io.stoa.bus.Verdict;
import io.stoa.jid.BareJid;
import io.stoa.stanza.Condition;
import io.stoa.stanza.Message;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaError;
import io.stoa.testkit.TestContext;
import io.stoa.xml.Xml;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/** Who gets which id, and whose archives are written to. */
final class ArchivistTest {

    private static final String FORGED =
            "<stanza-id xmlns='urn:xmpp:sid:0' id='forged' by='juliet@stoa.example'/>";

    private final ArchiveFixture fixture = new ArchiveFixture();

    @Test
    void aMessageCarriesTheIdOfItsPlaceInTheArchive() {
        Message received =
                fixture.receives(
                        "<message from='romeo@montague.example/orchard' to='juliet@stoa.example'"
                                + " type='chat'><body>Hark</body></message>");

        String id = ArchiveFixture.id(received).orElseThrow();
        assertThat(
                        fixture.store
                                .archive()
                                .find(ArchiveFixture.ACCOUNT, id)
                                .orElseThrow()
                                .value()
                                .body())
                .isEqualTo("Hark");
    }

    /** RFC 6121 §8.5.3.2.1: what is refused with an error has not arrived. */
    @Test
    void whatIsRefusedIsNotKept() {
        fixture.delivery = new Delivery.Reject(StanzaError.of(Condition.SERVICE_UNAVAILABLE));
        Message received =
                fixture.receives(
                        "<message from='romeo@montague.example/orchard'"
                                + " to='juliet@stoa.example/gone'><body>Hark</body>"
                                + FORGED
                                + "</message>");

        assertThat(ids(received)).isEmpty();
        assertThat(fixture.archive()).isEmpty();
    }

    /** XEP-0198 §5: after a crash a client sends again what it was not told of. */
    @Test
    void whatComesAgainAfterACrashIsKeptOnceUnderItsName() {
        String one = "<message to='romeo@montague.example' id='m1'><body>Hark</body></message>";
        String two = "<message to='romeo@montague.example' id='m2'><body>Hark</body></message>";
        Message before = fixture.sends(one);

        fixture.session.restored();
        assertThat(fixture.sends(one)).isEqualTo(before);
        assertThat(fixture.archive()).hasSize(1);
        assertThat(fixture.session.repeats()).isTrue();
        // from the first that is new everything is
        fixture.sends(two);
        assertThat(fixture.session.repeats()).isFalse();
        fixture.sends(two);
        assertThat(fixture.archive()).hasSize(3);
    }

    @Test
    void whatHasTheIdOfAnotherMessageIsNotTheSame() {
        fixture.sends("<message to='romeo@montague.example' id='m1'><body>Hark</body></message>");
        fixture.session.restored();
        fixture.sends("<message to='romeo@montague.example' id='m1'><body>Ay</body></message>");
        fixture.sends("<message to='romeo@montague.example'><body>Ay</body></message>");
        fixture.sends("<message to='romeo@montague.example'><body>Ay</body></message>");

        assertThat(fixture.archive()).hasSize(4);
    }

    @Test
    void aForgedIdIsStrippedWhetherTheMessageIsKeptOrNot() {
        for (String what : List.of("<body>Hark</body>", "<a xmlns='urn:b'/>")) {
            Message sent =
                    fixture.sends(
                            "<message to='romeo@montague.example'>" + what + FORGED + "</message>");
            Message received =
                    fixture.receives(
                            "<message from='romeo@montague.example' to='juliet@stoa.example'>"
                                    + what
                                    + FORGED
                                    + "</message>");

            for (Message passed : List.of(sent, received)) {
                assertThat(ids(passed)).doesNotContain("forged");
            }
        }
        assertThat(fixture.archive()).allSatisfy(it -> assertThat(ids(it)).isEmpty());
    }

    @Test
    void namesThatOthersGaveAreLeftAlone() {
        Message received =
                fixture.receives(
                        "<message from='romeo@montague.example' to='juliet@stoa.example'>"
                                + "<body>Hark</body><stanza-id xmlns='urn:xmpp:sid:0' id='his'"
                                + " by='romeo@montague.example'/><origin-id xmlns='urn:xmpp:sid:0'"
                                + " id='o'/></message>");

        assertThat(ids(received)).hasSize(2).first().isEqualTo("his");
        assertThat(received.payload("urn:xmpp:sid:0", "origin-id")).isPresent();
    }

    @Test
    void theSealTakesTheIdOffForOthersButNotForOneself() {
        Message sent =
                fixture.sends("<message to='romeo@montague.example'><body>Hark</body></message>");
        Message own =
                fixture.sends("<message to='juliet@stoa.example'><body>Note</body></message>");
        ArchiveSeal seal = new ArchiveSeal();

        assertThat(ids(sealed(seal, sent))).isEmpty();
        assertThat(ids(sealed(seal, own))).isEqualTo(ids(own)).hasSize(1);
    }

    private Message sealed(ArchiveSeal seal, Message message) {
        Verdict verdict = seal.intercept(message, TestContext.sent(fixture.session));
        return (Message) ((Verdict.Pass) verdict).stanza();
    }

    @Test
    void aMessageToOneselfIsKeptOnceAndKeepsItsId() {
        for (String to : List.of("juliet@stoa.example", "juliet@stoa.example/chamber")) {
            Message sent = fixture.sends("<message to='" + to + "'><body>Note</body></message>");
            Message received = fixture.receives(sent.toElement().toXml());

            assertThat(received).isEqualTo(sent);
        }
        assertThat(fixture.archive()).hasSize(2);
    }

    @Test
    void whatClaimsToComeFromOneselfWithAForgedIdIsNeitherKeptNorBelieved() {
        Message received =
                fixture.receives(
                        "<message from='juliet@stoa.example'"
                                + " to='juliet@stoa.example'><body>x</body>"
                                + FORGED
                                + "</message>");

        assertThat(ids(received)).isEmpty();
        assertThat(fixture.archive()).isEmpty();
    }

    @Test
    void nothingIsKeptForAnAccountThatDoesNotExist() {
        BareJid nobody = BareJid.parse("nobody@stoa.example");
        String message =
                "<message from='romeo@montague.example' to='nobody@stoa.example'><body>x</body>"
                        + "</message>";

        fixture.receives(message, nobody, ArchiveFixture.DAWN);
        assertThat(fixture.archive(nobody)).isEmpty();

        fixture.accounts.put(nobody, "");
        fixture.receives(message, nobody, ArchiveFixture.DAWN);
        assertThat(fixture.archive(nobody)).hasSize(1);
    }

    @Test
    void whoIsConnectedHasAnAccountThoughNobodyKnowsAccounts() {
        Archivist archivist = fixture.archivist(ArchiveFixture.DAWN);
        archivist.accounts = null;
        Stanza message =
                Stanza.from(
                        Xml.parse(
                                "<message from='romeo@montague.example' to='juliet@stoa.example'>"
                                        + "<body>x</body></message>",
                                Stanza.CLIENT));

        archivist.intercept(
                message, new TestContext(Leg.RECEIVED, ArchiveFixture.ACCOUNT, Optional.empty()));

        assertThat(fixture.archive()).hasSize(1);
    }

    @Test
    void nobodyIsToldAnErrorForWhatIsInTheArchive() {
        ArchiveKeeper keeper = new ArchiveKeeper(fixture.store);
        Message kept =
                fixture.receives(
                        "<message from='romeo@montague.example' to='juliet@stoa.example'>"
                                + "<body>Hark</body></message>");
        Message passing =
                fixture.receives(
                        "<message from='romeo@montague.example' to='juliet@stoa.example'>"
                                + "<a xmlns='urn:b'/></message>");

        assertThat(keeper.keep(kept, ArchiveFixture.ACCOUNT)).isTrue();
        assertThat(keeper.keep(passing, ArchiveFixture.ACCOUNT)).isFalse();
        assertThat(keeper.keep(kept, BareJid.parse("nurse@stoa.example"))).isFalse();
    }

    private static List<String> ids(Stanza stanza) {
        return stanza.payloads().stream()
                .filter(it -> it.is("urn:xmpp:sid:0", "stanza-id"))
                .map(it -> it.attribute("id"))
                .toList();
    }
}
