package io.stoa.im.mam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.im.RosterItem;
import io.stoa.im.Rosters;
import io.stoa.jid.BareJid;
import io.stoa.stanza.Condition;
import io.stoa.stanza.IqError;
import io.stoa.stanza.Presence;
import io.stoa.stanza.StanzaException;
import io.stoa.xml.Xml;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What an account wants to have archived (XEP-0441). */
final class PreferencesTest {

    private static final String LISTS =
            "<always><jid>romeo@montague.example</jid><jid>tybalt@capulet.example/club</jid>"
                + "<jid>both@capulet.example</jid></always>"
                + "<never><jid>tybalt@capulet.example</jid><jid>montague.example</jid>"
                + "<jid>romeo@montague.example/spy</jid><jid>both@capulet.example</jid></never>";

    private final ArchiveFixture fixture = new ArchiveFixture();

    private static String prefs(String otherwise, String lists) {
        return "<prefs xmlns='urn:xmpp:mam:2' default='%s'>%s</prefs>".formatted(otherwise, lists);
    }

    private boolean keeps(String other) {
        int before = fixture.archive().size();
        fixture.receives(
                "<message from='%s' to='juliet@stoa.example'><body>x</body></message>"
                        .formatted(other));
        fixture.sends("<message to='%s'><body>x</body></message>".formatted(other));
        int kept = fixture.archive().size() - before;
        assertThat(kept).isIn(0, 2);
        return kept == 2;
    }

    @ParameterizedTest
    @CsvSource({
        "romeo@montague.example,true,true",
        "romeo@montague.example/orchard,true,true",
        "romeo@montague.example/spy,false,false",
        "tybalt@capulet.example/street,false,false",
        "tybalt@capulet.example/club,true,true",
        "both@capulet.example,false,false",
        "montague.example,false,false",
        "benvolio@montague.example,true,false"
    })
    void addressesMatchAsTheyAreListed(String other, boolean byAlways, boolean byNever) {
        fixture.asks("set", prefs("always", LISTS));
        assertThat(keeps(other)).isEqualTo(byAlways);

        fixture.asks("set", prefs("never", LISTS));
        assertThat(keeps(other)).isEqualTo(byNever);
    }

    @Test
    void theRosterDecidesWhereTheListsDoNot() {
        fixture.preferences.rosters = new OneContact(BareJid.parse("nurse@stoa.example"), true);
        fixture.asks("set", prefs("roster", LISTS));

        assertThat(keeps("nurse@stoa.example/kitchen")).isTrue();
        assertThat(keeps("stranger@stoa.example")).isFalse();
        assertThat(keeps("romeo@montague.example")).isTrue();
        fixture.sends("<message to='juliet@stoa.example'><body>note</body></message>");
        assertThat(fixture.archive()).extracting(it -> it.body()).contains("note");
    }

    @Test
    void whoOnlyAsksForASubscriptionIsNotInTheRoster() {
        fixture.preferences.rosters = new OneContact(BareJid.parse("nurse@stoa.example"), false);
        fixture.asks("set", prefs("roster", ""));

        assertThat(keeps("nurse@stoa.example")).isFalse();
    }

    @Test
    void withoutRostersNobodyIsInOne() {
        fixture.asks("set", prefs("roster", ""));

        assertThat(keeps("nurse@stoa.example")).isFalse();
    }

    @Test
    void untilSomethingIsSaidTheServersDefaultHolds() {
        assertThat(fixture.asks("get", "<prefs xmlns='urn:xmpp:mam:2'/>").payloads())
                .containsExactly(Xml.parse(prefs("always", "<always/><never/>")));
        assertThat(
                        new ArchiveFixture(Map.of("archive", "never"))
                                .asks("get", "<prefs xmlns='urn:xmpp:mam:2'/>")
                                .payloads())
                .containsExactly(Xml.parse(prefs("never", "<always/><never/>")));
        assertThatThrownBy(() -> new ArchiveFixture(Map.of("archive", "sometimes")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void preferencesAreAnsweredAsTheyApplyAndOutliveTheProcess() {
        assertThat(fixture.asks("set", prefs("roster", LISTS)).payloads())
                .containsExactly(Xml.parse(prefs("roster", LISTS)));
        fixture.preferences.forget(ArchiveFixture.ACCOUNT);

        assertThat(fixture.asks("get", "<prefs xmlns='urn:xmpp:mam:2'/>").payloads())
                .containsExactly(Xml.parse(prefs("roster", LISTS)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<prefs xmlns='urn:xmpp:mam:2'/> | BAD_REQUEST",
                "<prefs xmlns='urn:xmpp:mam:2' default='sometimes'/> | BAD_REQUEST",
                "<prefs xmlns='urn:xmpp:mam:2' default='never'><always><jid>@</jid></always>"
                        + "</prefs> | JID_MALFORMED",
                "<prefs xmlns='urn:xmpp:mam:2' default='never'><never><jid/></never></prefs>"
                        + " | JID_MALFORMED"
            })
    void whatMakesNoSenseIsRefusedAndChangesNothing(String prefs, Condition condition) {
        assertThatThrownBy(() -> fixture.asks("set", prefs))
                .isInstanceOfSatisfying(
                        StanzaException.class,
                        refused -> assertThat(refused.error().condition()).isEqualTo(condition));
        assertThat(fixture.preferences.get(ArchiveFixture.ACCOUNT).otherwise())
                .isEqualTo(Preferences.Default.ALWAYS);
    }

    @Test
    void longListsHoldAsShortOnesDo() {
        StringBuilder never = new StringBuilder("<never>");
        for (int i = 0; i < 200; i++) {
            never.append("<jid>spam").append(i).append("@spam.example</jid>");
        }
        fixture.asks("set", prefs("always", ""));
        assertThat(keeps("spam199@spam.example")).isTrue();

        fixture.asks("set", prefs("always", never + "</never>"));
        assertThat(keeps("spam199@spam.example")).isFalse();

        fixture.asks("set", prefs("always", ""));
        assertThat(keeps("spam199@spam.example")).isTrue();
    }

    @Test
    void listsHaveALimit() {
        ArchiveFixture strict = new ArchiveFixture(Map.of("listedJids", 2));
        String two = "<always><jid>a@a.example</jid></always><never><jid>b@b.example</jid></never>";
        String three = two.replace("<never>", "<never><jid>c@c.example</jid>");

        assertThat(strict.asks("set", prefs("never", two))).isNotInstanceOf(IqError.class);
        assertThatThrownBy(() -> strict.asks("set", prefs("never", three)))
                .isInstanceOf(StanzaException.class)
                .hasMessageContaining("policy-violation");
    }

    private record OneContact(BareJid contact, boolean listed) implements Rosters {

        @Override
        public List<RosterItem> items(BareJid account) {
            return List.of(RosterItem.blank(contact).listed(listed));
        }

        @Override
        public Optional<RosterItem> item(BareJid account, BareJid other) {
            return items(account).stream().filter(it -> it.contact().equals(other)).findFirst();
        }

        @Override
        public Optional<RosterItem> update(
                BareJid account,
                BareJid other,
                UnaryOperator<Optional<RosterItem>> change,
                Presence... notices) {
            throw new IllegalStateException("not expected");
        }
    }
}
