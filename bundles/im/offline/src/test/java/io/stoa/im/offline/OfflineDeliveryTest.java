package io.stoa.im.offline;

import static io.stoa.im.offline.Capulet.JULIET;
import static io.stoa.im.offline.Capulet.ROMEO;
import static io.stoa.im.offline.Capulet.bodies;
import static io.stoa.im.offline.Capulet.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.bus.Verdict;
import io.stoa.im.BlockLists;
import io.stoa.jid.BareJid;
import io.stoa.jid.FullJid;
import io.stoa.jid.Jid;
import io.stoa.session.Session;
import io.stoa.session.SessionEvent;
import io.stoa.stanza.Delay;
import io.stoa.stanza.IqSet;
import io.stoa.stanza.Presence;
import io.stoa.stanza.PresenceType;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaId;
import io.stoa.stanza.StreamCondition;
import io.stoa.stanza.StreamError;
import io.stoa.storage.StorageException;
import io.stoa.testkit.TestContext;
import io.stoa.testkit.TestSession;
import io.stoa.xml.Element;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** XEP-0160 §2. */
final class OfflineDeliveryTest {

    private final Capulet capulet = new Capulet();

    private void keep(String... bodies) {
        for (String body : bodies) {
            assertThat(capulet.keeper.keep(message(body), JULIET)).isTrue();
        }
    }

    @Test
    void messagesAreDeliveredOnceAndInOrder() {
        List<String> many = IntStream.range(0, 250).mapToObj(Integer::toString).toList();
        many.forEach(this::keep);
        TestSession first = capulet.connect("balcony");
        capulet.available(first, 0);
        TestSession second = capulet.connect("chamber");
        capulet.available(second, 5);
        capulet.available(first, 1);

        assertThat(bodies(first)).isEqualTo(many);
        assertThat(second.delivered()).isEmpty();
        assertThat(capulet.queue.count(JULIET)).isZero();
    }

    @Test
    void aMessageTellsSinceWhenItWaits() {
        keep("x");
        TestSession balcony = capulet.connect("balcony");
        capulet.available(balcony, 0);

        Stanza late = balcony.delivered().getFirst();
        Delay delay = Delay.from(late.payloads().getLast()).orElseThrow();
        assertThat(delay.from()).contains(BareJid.ofDomain("capulet.example"));
        assertThat(delay.reason()).isEqualTo("Offline Storage");
        assertThat(late.to()).contains(JULIET);
        assertThat(late.from()).contains(ROMEO);
    }

    /** It came back from a session that died (XEP-0198 §4). */
    @Test
    void anEarlierDelayOfOurOwnStaysTheOnlyOne() {
        Delay earlier = Delay.of(Instant.EPOCH, BareJid.ofDomain("capulet.example"));
        capulet.keeper.keep(message("x").with(earlier.toElement()), JULIET);
        Delay others = Delay.of(Instant.EPOCH, BareJid.ofDomain("montague.example"));
        capulet.keeper.keep(message("y").with(others.toElement()), JULIET);
        TestSession balcony = capulet.connect("balcony");
        capulet.available(balcony, 0);

        assertThat(balcony.delivered())
                .extracting(
                        it ->
                                it.payloads().stream()
                                        .filter(e -> e.is(Delay.NAMESPACE, "delay"))
                                        .count())
                .containsExactly(1L, 2L);
    }

    @Test
    void aNegativePriorityGetsNothingUntilItIsNoLonger() {
        TestSession balcony = capulet.connect("balcony");
        capulet.available(balcony, 0);
        capulet.available(balcony, -1);
        keep("x");
        capulet.available(balcony, -5);
        assertThat(balcony.delivered()).isEmpty();

        capulet.available(balcony, 0);
        assertThat(bodies(balcony)).containsExactly("x");
    }

    @Test
    void whoComesBackGetsWhatCameMeanwhile() {
        TestSession balcony = capulet.connect("balcony");
        capulet.available(balcony, 0);
        capulet.delivery.on(
                new SessionEvent.Unavailable(balcony, Presence.of(PresenceType.UNAVAILABLE)));
        keep("x");
        capulet.available(balcony, 0);

        assertThat(bodies(balcony)).containsExactly("x");
    }

    @Test
    void theyAreThereAfterTheProcessHasDied() {
        keep("one", "two");
        Capulet later = capulet.again();
        assertThat(later.queue.count(JULIET)).isEqualTo(2);
        TestSession balcony = later.connect("balcony");
        later.available(balcony, 0);

        assertThat(bodies(balcony)).containsExactly("one", "two");
        assertThat(later.again().queue.count(JULIET)).isZero();
    }

    /** The process dies between delivery and removal: twice rather than never. */
    @Test
    void whatIsNotSettledIsDeliveredAgain() {
        keep("x");
        Session dying =
                new Forwarding(capulet.connect("balcony")) {
                    @Override
                    public boolean settle() {
                        throw new StorageException("gone");
                    }
                };
        assertThatThrownBy(() -> capulet.available(dying, 0)).isInstanceOf(StorageException.class);

        Capulet later = capulet.again();
        TestSession balcony = later.connect("balcony");
        later.available(balcony, 0);
        assertThat(bodies(balcony)).containsExactly("x");
    }

    /** A crash in the middle: what comes twice is one part, and has the same name. */
    @Test
    void onlyTheLastPartIsDeliveredAgain() {
        IntStream.range(0, 50).forEach(i -> keep(Integer.toString(i)));
        TestSession balcony = capulet.connect("balcony");
        Session dying =
                new Forwarding(balcony) {
                    @Override
                    public boolean settle() {
                        if (bodies(inner).size() > 20) {
                            throw new StorageException("gone");
                        }
                        return true;
                    }
                };
        capulet.sessions.remove(balcony);
        capulet.sessions.add(dying);
        assertThatThrownBy(() -> capulet.available(dying, 0)).isInstanceOf(StorageException.class);
        assertThat(bodies(balcony)).hasSize(40);

        Capulet later = capulet.again();
        TestSession chamber = later.connect("chamber");
        later.available(chamber, 0);
        assertThat(bodies(chamber)).hasSize(30).startsWith("20").endsWith("49");
        assertThat(chamber.delivered().getFirst()).isEqualTo(balcony.delivered().get(20));
    }

    @Test
    void whoReadsSlowlyGetsTheRestAtOnce() {
        List<String> many = IntStream.range(0, 50).mapToObj(Integer::toString).toList();
        many.forEach(this::keep);
        TestSession balcony = capulet.connect("balcony");
        AtomicInteger waits = new AtomicInteger();
        Session slow =
                new Forwarding(balcony) {
                    @Override
                    public boolean settle() {
                        waits.incrementAndGet();
                        return false;
                    }
                };
        capulet.sessions.remove(balcony);
        capulet.sessions.add(slow);
        capulet.available(slow, 0);
        assertThat(waits).hasValue(1);
        assertThat(bodies(balcony)).isEqualTo(many);
        assertThat(capulet.again().queue.count(JULIET)).isZero();
    }

    /** The session has it, the store has it still, and the process ends. */
    @Test
    void whatASessionHasTakenIsDeliveredToNobodyElse() {
        keep("one", "two", "three");
        String second = capulet.queue.first(JULIET, 2).entries().getLast().id();
        TestSession balcony = capulet.connect("balcony");
        balcony.put(Marks.TAKEN, second);
        TestSession chamber = capulet.connect("chamber");
        capulet.available(chamber, 0);
        assertThat(bodies(chamber)).containsExactly("three");
    }

    /** Nothing new may come before what it was about to get. */
    @Test
    void aSessionThatIsBackGetsTheRest() {
        keep("one", "two", "three");
        TestSession balcony = capulet.connect("balcony").available(Capulet.presence(0));
        balcony.put(Marks.TAKEN, capulet.queue.first(JULIET, 1).entries().getLast().id());
        Session back =
                new Forwarding(balcony) {
                    @Override
                    public boolean detached() {
                        return true;
                    }
                };
        capulet.sessions.remove(balcony);
        capulet.sessions.add(back);
        capulet.delivery.on(new SessionEvent.Bound(back));
        assertThat(bodies(balcony)).containsExactly("two", "three");
        capulet.available(back, 0);
        assertThat(bodies(balcony)).hasSize(2);
        assertThat(capulet.again().queue.count(JULIET)).isZero();
    }

    @Test
    void whatASessionHasTakenIsRemovedWhenItIsBack() {
        keep("one", "two", "three");
        String second = capulet.queue.first(JULIET, 2).entries().getLast().id();
        TestSession balcony = capulet.connect("balcony");
        balcony.put(Marks.TAKEN, second);
        capulet.delivery.on(new SessionEvent.Bound(balcony));
        assertThat(capulet.queue.count(JULIET)).isEqualTo(1);
        assertThat(balcony.get(Marks.TAKEN)).isEmpty();
        // also when it was there first
        balcony.put(Marks.TAKEN, capulet.queue.first(JULIET, 2).entries().getLast().id());
        assertThat(new OfflineDelivery(capulet.queue, capulet.sessions)).isNotNull();
        assertThat(capulet.queue.count(JULIET)).isZero();
    }

    @Test
    void nothingIsRemovedBeforeItIsSettled() {
        keep("x");
        Session slow =
                new Forwarding(capulet.connect("balcony")) {
                    @Override
                    public boolean settle() {
                        assertThat(bodies(inner)).containsExactly("x");
                        assertThat(capulet.again().queue.count(JULIET)).isEqualTo(1);
                        return true;
                    }
                };
        capulet.sessions.add(slow);
        capulet.available(slow, 0);
        assertThat(capulet.again().queue.count(JULIET)).isEqualTo(1);
    }

    @Test
    void aStreamThatWasClosedMeanwhileHasNotGotThem() {
        keep("x");
        TestSession balcony = capulet.connect("balcony");
        capulet.sessions.remove(balcony);
        capulet.available(balcony, 0);
        TestSession chamber = capulet.connect("chamber");
        capulet.available(chamber, 0);

        assertThat(bodies(chamber)).containsExactly("x");
    }

    @Test
    void whoWasBlockedSinceIsNotHeard() {
        keep("x");
        capulet.keeper.keep(message("y").withFrom(Jid.parse("nurse@capulet.example/hall")), JULIET);
        capulet.delivery.blocked =
                new BlockLists() {
                    @Override
                    public boolean blocks(BareJid account, Jid other) {
                        return other.equals(ROMEO);
                    }

                    @Override
                    public boolean ready(BareJid account) {
                        return true;
                    }
                };
        TestSession balcony = capulet.connect("balcony");
        capulet.available(balcony, 0);

        assertThat(bodies(balcony)).containsExactly("y");
        assertThat(capulet.queue.count(JULIET)).isZero();
    }

    @Test
    void aClientThatReadsItsArchiveDoesNotGetTwiceWhatIsInThere() {
        capulet.keeper.keep(
                message("archived").with(new StanzaId("7", JULIET).toElement()), JULIET);
        keep("not archived");
        TestSession balcony = capulet.connect("balcony");
        IqSet query = IqSet.of("q", Element.of("urn:xmpp:mam:2", "query"));
        Stanza own = query.withTo(JULIET);
        assertThat(new ArchiveWatch().intercept(own, TestContext.sent(balcony)))
                .isEqualTo(new Verdict.Pass(own));
        capulet.available(balcony, 0);

        assertThat(bodies(balcony)).containsExactly("not archived");
        assertThat(capulet.queue.count(JULIET)).isZero();
    }

    @Test
    void theArchiveOfSomebodyElseIsAnotherMatter() {
        TestSession balcony = capulet.connect("balcony");
        Stanza query =
                IqSet.of("q", Element.of("urn:xmpp:mam:2", "query"))
                        .withTo(Jid.parse("verona@rooms.example"));
        new ArchiveWatch().intercept(query, TestContext.sent(balcony));

        assertThat(Marks.has(balcony, Marks.ARCHIVE)).isFalse();
    }

    /** A session that is another object than the one it passes everything on to. */
    private static class Forwarding implements Session {

        final TestSession inner;

        Forwarding(TestSession inner) {
            this.inner = inner;
        }

        @Override
        public FullJid address() {
            return inner.address();
        }

        @Override
        public Optional<Presence> presence() {
            return inner.presence();
        }

        @Override
        public void deliver(Stanza stanza) {
            inner.deliver(stanza);
        }

        @Override
        public void close(StreamError reason) {
            inner.close(reason);
        }

        @Override
        public Instant since() {
            return inner.since();
        }

        @Override
        public boolean encrypted() {
            return inner.encrypted();
        }

        @Override
        public String origin() {
            return inner.origin();
        }

        @Override
        public <T> Optional<T> get(Key<T> key) {
            return inner.get(key);
        }

        @Override
        public <T> void put(Key<T> key, T value) {
            inner.put(key, value);
        }

        @Override
        public void remove(Key<?> key) {
            inner.remove(key);
        }
    }

    @Test
    void aStreamThatDoesNotTakeThemIsClosedAndTheyStay() {
        keep("x");
        Session full =
                new Forwarding(capulet.connect("balcony")) {
                    @Override
                    public void deliver(Stanza stanza) {
                        close(StreamError.of(StreamCondition.POLICY_VIOLATION));
                        capulet.sessions.remove(inner);
                    }
                };
        capulet.available(full, 0);

        assertThat(capulet.again().queue.count(JULIET)).isEqualTo(1);
    }
}
