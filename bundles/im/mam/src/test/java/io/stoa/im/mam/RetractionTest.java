package io.stoa.im.mam;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.stanza.Message;
import io.stoa.stanza.Stanza;
import io.stoa.xml.Xml;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

/** Tombstones (XEP-0424 §4), and who cannot dig them. */
final class RetractionTest {

    private static final String HIS =
            "from='romeo@montague.example/orchard' to='juliet@stoa.example' type='chat'";
    private static final String MINE = "to='romeo@montague.example' type='chat'";
    private static final String TOMBSTONE =
            "<retracted xmlns='urn:xmpp:message-retract:1' id='r1' stamp='2026-07-17T05:30:00Z'/>";

    private final ArchiveFixture fixture = new ArchiveFixture();

    private static String message(String addresses, String id, String payloads) {
        return "<message id='%s' %s>%s</message>".formatted(id, addresses, payloads);
    }

    private static String retract(String addresses, String target) {
        return message(
                addresses,
                "r1",
                "<retract xmlns='urn:xmpp:message-retract:1' id='%s'/>".formatted(target));
    }

    private List<String> bodies() {
        return fixture.archive().stream().map(Message::body).toList();
    }

    @Test
    void aTombstoneSaysWhoAndWhenButNotWhat() {
        fixture.receives(
                message(
                        HIS,
                        "m1",
                        "<body>secret</body><origin-id xmlns='urn:xmpp:sid:0' id='m1'/>"));
        fixture.receives(retract(HIS, "m1"));

        assertThat(fixture.archive().getFirst().toElement())
                .isEqualTo(Xml.parse(message(HIS, "m1", TOMBSTONE), Stanza.CLIENT));
        assertThat(fixture.archive()).hasSize(2);
    }

    @Test
    void oneMayRetractWhatOneHasSent() {
        fixture.sends(message(MINE, "m1", "<body>secret</body>"));
        fixture.sends(retract(MINE, "m1"));

        assertThat(fixture.archive().getFirst().payloads()).containsExactly(Xml.parse(TOMBSTONE));
    }

    @Test
    void olderClientsRetractInTheirOwnWay() {
        fixture.receives(message(HIS, "m1", "<body>secret</body>"));
        fixture.receives(
                message(
                        HIS,
                        "r1",
                        "<apply-to xmlns='urn:xmpp:fasten:0' id='m1'>"
                                + "<retract xmlns='urn:xmpp:message-retract:0'/></apply-to>"
                                + "<body>This person attempted to retract a message.</body>"));
        fixture.receives(message(HIS, "m2", "<body>kept</body>"));
        fixture.receives(
                message(HIS, "e1", "<body>x</body><apply-to xmlns='urn:xmpp:fasten:0' id='m2'/>"));

        assertThat(fixture.archive().getFirst().payloads()).containsExactly(Xml.parse(TOMBSTONE));
        assertThat(bodies()).contains("kept").doesNotContain("secret");
    }

    @Test
    void theSenderMayHaveChangedItsResource() {
        fixture.receives(message(HIS, "m1", "<body>secret</body>"));
        fixture.receives(retract(HIS.replace("orchard", "tomb"), "m1"));

        assertThat(bodies()).doesNotContain("secret");
    }

    @Test
    void ofSeveralMessagesWithOneIdTheLastIsMeant() {
        fixture.receives(message(HIS, "m1", "<body>first</body>"));
        fixture.receives(message(HIS, "m1", "<body>second</body>"));
        fixture.receives(retract(HIS, "m1"));

        assertThat(bodies()).contains("first").doesNotContain("second");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from='tybalt@capulet.example/r' to='juliet@stoa.example' type='chat'",
                "from='romeo@capulet.example/orchard' to='juliet@stoa.example' type='chat'",
                "from='juliet@stoa.example' to='juliet@stoa.example' type='chat'",
                "from='stoa.example' to='juliet@stoa.example' type='chat'"
            })
    void nobodyElseMayRetractIt(String others) {
        fixture.receives(message(HIS, "m1", "<body>secret</body>"));
        fixture.receives(retract(others, "m1"));
        fixture.sends(retract(MINE, "m1"));

        assertThat(bodies()).contains("secret");
    }

    @Test
    void whoReceivesCannotRetractWhatWasSentToHim() {
        fixture.sends(message(MINE, "m1", "<body>secret</body>"));
        fixture.receives(retract(HIS, "m1"));

        assertThat(bodies()).contains("secret");
    }

    @Test
    void amongOccupantsOfARoomTheFullAddressCounts() {
        String x = "<x xmlns='http://jabber.org/protocol/muc#user'/>";
        String romeo = "from='room@rooms.example/romeo' to='juliet@stoa.example' type='chat'";
        String tybalt = romeo.replace("/romeo", "/tybalt");
        fixture.receives(message(romeo, "m1", "<body>secret</body>" + x));

        fixture.receives(retract(tybalt, "m1"));
        assertThat(bodies()).contains("secret");

        fixture.receives(retract(romeo, "m1"));
        assertThat(bodies()).doesNotContain("secret");
    }

    @Test
    void aTombstoneAndARetractionStay() {
        fixture.receives(message(HIS, "m1", "<body>secret</body>"));
        fixture.receives(retract(HIS, "m1"));
        fixture.receives(retract(HIS, "m1").replace("id='r1'", "id='r2'"));
        fixture.receives(retract(HIS, "r2").replace("id='r1'", "id='r3'"));

        assertThat(fixture.archive()).hasSize(4);
        assertThat(fixture.archive().getFirst().payloads()).containsExactly(Xml.parse(TOMBSTONE));
        assertThat(fixture.archive())
                .filteredOn(it -> it.payload("urn:xmpp:message-retract:1", "retract").isPresent())
                .hasSize(3);
    }

    @Test
    void aRetractionThatIsNotWantedInTheArchiveIsCarriedOutAllTheSame() {
        fixture.receives(message(HIS, "m1", "<body>secret</body>"));
        fixture.preferences.set(ArchiveFixture.ACCOUNT, Preferences.of(Preferences.Default.NEVER));

        fixture.receives(retract(HIS, "m1"));

        assertThat(fixture.archive()).hasSize(1);
        assertThat(bodies()).containsExactly("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "m2", "M1"})
    void whatIsNotThereCannotBeRetracted(String target) {
        fixture.receives(message(HIS, "m1", "<body>secret</body>"));
        fixture.receives(message(HIS, "", "<body>nameless</body>"));
        fixture.receives(retract(HIS, target));

        assertThat(bodies()).contains("secret", "nameless");
    }
}
