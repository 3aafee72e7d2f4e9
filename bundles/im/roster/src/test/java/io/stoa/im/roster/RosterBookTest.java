package io.stoa.im.roster;

import static io.stoa.im.roster.RosterFixture.JULIET;
import static io.stoa.im.roster.RosterFixture.NURSE;
import static io.stoa.im.roster.RosterFixture.ROMEO;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.im.RosterItem;
import io.stoa.im.RosterItem.Subscription;
import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;
import io.stoa.stanza.IqSet;
import io.stoa.stanza.Presence;
import io.stoa.stanza.PresenceType;
import io.stoa.testkit.TestSession;
import io.stoa.xml.Element;
import io.stoa.xml.Text;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class RosterBookTest {

    private final RosterFixture fixture = new RosterFixture();
    private final RosterBook book = fixture.book;

    private static RosterItem listed(BareJid contact) {
        return RosterItem.blank(contact).listed(true);
    }

    /** With the cache and without it, the book says the same. */
    @ParameterizedTest
    @ValueSource(ints = {0, 100})
    void whatIsWrittenIsRead(int cached) {
        RosterBook some = new RosterFixture(Map.of("cachedRosters", cached)).book;
        some.items(JULIET);
        RosterItem romeo =
                new RosterItem(
                        ROMEO,
                        "Romeo & “I”",
                        List.of("Friends", "Lovers"),
                        Subscription.FROM,
                        true,
                        Optional.empty(),
                        false,
                        true);
        RosterItem nurse =
                RosterItem.blank(NURSE)
                        .pendingIn(
                                Optional.of(
                                        RosterFixture.presence(PresenceType.SUBSCRIBE, NURSE)
                                                .with(
                                                        Element.of(
                                                                "jabber:client",
                                                                "status",
                                                                new Text("Pray!")))));

        some.update(JULIET, ROMEO, present -> Optional.of(romeo));
        some.update(JULIET, NURSE, present -> Optional.of(nurse));

        assertThat(some.items(JULIET)).containsExactly(nurse, romeo);
        assertThat(some.item(JULIET, NURSE)).contains(nurse);
        assertThat(some.item(JULIET, JULIET)).isEmpty();
        some.update(JULIET, NURSE, present -> Optional.empty());
        assertThat(some.items(JULIET)).containsExactly(romeo);
    }

    @Test
    void theFormerItemIsReturned() {
        assertThat(book.update(JULIET, ROMEO, present -> Optional.of(listed(ROMEO)))).isEmpty();
        assertThat(book.update(JULIET, ROMEO, present -> present.map(it -> it.pendingOut(true))))
                .contains(listed(ROMEO));
    }

    @Test
    void whatClientsDoNotSeeIsNeitherPushedNorVersioned() {
        fixture.get(fixture.balcony, "");
        fixture.put(listed(ROMEO));
        String version = book.roster(JULIET).version();

        book.update(
                JULIET,
                ROMEO,
                present ->
                        present.map(
                                it ->
                                        it.pendingIn(
                                                Optional.of(
                                                        RosterFixture.presence(
                                                                PresenceType.SUBSCRIBE, ROMEO)))));

        assertThat(book.item(JULIET, ROMEO).orElseThrow().pendingIn()).isPresent();
        assertThat(book.roster(JULIET).version()).isEqualTo(version);
        assertThat(RosterFixture.pushes(fixture.balcony)).hasSize(1);
    }

    @Test
    void anItemThatKeepsNothingIsDropped() {
        book.update(JULIET, ROMEO, present -> Optional.of(RosterItem.blank(ROMEO)));

        assertThat(book.items(JULIET)).isEmpty();
    }

    /** §3.1.6: this MUST occur before the push. */
    @Test
    void noticesComeBeforeThePush() {
        TestSession balcony = fixture.balcony;
        fixture.get(balcony, "");
        Presence notice = RosterFixture.presence(PresenceType.SUBSCRIBED, ROMEO);

        book.update(JULIET, ROMEO, present -> Optional.of(listed(ROMEO)), notice);
        book.update(JULIET, ROMEO, present -> present, notice);

        assertThat(balcony.delivered()).hasSize(2);
        assertThat(balcony.delivered().getFirst()).isEqualTo(notice);
        assertThat(balcony.delivered().getLast()).isInstanceOf(IqSet.class);
        assertThat(fixture.chamber.delivered()).isEmpty();
    }

    @Test
    void changesOfManyThreadsAreAllKept() throws InterruptedException {
        fixture.put(listed(ROMEO));
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String group = "g" + i;
            threads.add(
                    Thread.ofVirtual()
                            .start(
                                    () ->
                                            book.update(
                                                    JULIET,
                                                    ROMEO,
                                                    present ->
                                                            present.map(it -> joined(it, group)))));
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(book.item(JULIET, ROMEO).orElseThrow().groups()).hasSize(8);
        assertThat(book.roster(JULIET).version()).endsWith("-9");
    }

    private static RosterItem joined(RosterItem item, String group) {
        List<String> groups = new ArrayList<>(item.groups());
        groups.add(group);
        return item.named(item.name(), groups);
    }

    @Test
    void theCacheKeepsWhoIsOnlineAndIsBounded() {
        RosterCache cache = new RosterCache(fixture.sessions, 2);
        BareJid benvolio = Jid.parse("benvolio@example.net").bare();
        Roster empty = book.roster(NURSE);

        cache.keep(benvolio, empty);
        assertThat(cache.size()).isZero();

        for (String name : List.of("a", "b", "c", "d")) {
            TestSession session = RosterFixture.session(name + "@example.com/r");
            fixture.sessions.add(session);
            cache.keep(session.address().bare(), empty);
            assertThat(cache.size()).isBetween(1, 2);
            assertThat(cache.get(session.address().bare())).contains(empty);
        }
    }

    @Test
    void anErasedRosterIsForgotten() {
        fixture.put(listed(ROMEO));
        String version = book.roster(JULIET).version();
        fixture.storage.erase(JULIET);

        book.forget(JULIET);

        assertThat(book.items(JULIET)).isEmpty();
        fixture.put(listed(ROMEO));
        assertThat(book.roster(JULIET).version()).isNotEqualTo(version);
    }
}
