package io.stoa.im.offline;

import static io.stoa.im.offline.Capulet.JULIET;
import static io.stoa.im.offline.Capulet.bodies;
import static io.stoa.im.offline.Capulet.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.im.offline.Tallies.Tally;
import io.stoa.jid.BareJid;
import io.stoa.stanza.Condition;
import io.stoa.stanza.Delay;
import io.stoa.stanza.ErrorType;
import io.stoa.stanza.Message;
import io.stoa.stanza.StanzaException;
import io.stoa.storage.memory.MemoryStorage;
import io.stoa.testkit.TestSession;
import io.stoa.xml.Element;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.Map;

/** Quotas, and who is told what. */
final class OfflineKeeperTest {

    private static void assertFull(Capulet capulet, String body) {
        assertThatThrownBy(() -> capulet.keeper.keep(message(body), JULIET))
                .isInstanceOfSatisfying(
                        StanzaException.class,
                        it -> {
                            assertThat(it.error().condition())
                                    .isEqualTo(Condition.SERVICE_UNAVAILABLE);
                            assertThat(it.error().type()).isEqualTo(ErrorType.CANCEL);
                        });
    }

    /** XEP-0198 §5: the sender is back after a crash and sends again what it was not told of. */
    @Test
    void whatComesAgainAfterACrashIsKeptOnce() {
        Capulet before = new Capulet();
        before.cause = "1 juliet";
        before.keeper.keep(message("one"), JULIET);

        Capulet capulet = before.again();
        capulet.sessions.add(new TestSession(Capulet.ROMEO).restored());
        capulet.cause = "1 juliet";
        assertThat(capulet.keeper.keep(message("one"), JULIET)).isTrue();
        assertThat(capulet.queue.count(JULIET)).isEqualTo(1);
        capulet.cause = "2 juliet";
        capulet.keeper.keep(message("one"), JULIET);
        assertThat(capulet.queue.count(JULIET)).isEqualTo(2);
        // what comes of nothing that is known does not come again
        capulet.cause = "";
        capulet.keeper.keep(message("one"), JULIET);
        capulet.keeper.keep(message("one"), JULIET);
        assertThat(capulet.queue.count(JULIET)).isEqualTo(4);
    }

    /** XEP-0198 §4: the session that has left it behind may do so again after a crash. */
    @Test
    void whatIsLeftBehindTwiceIsKeptOnce() {
        Capulet capulet = new Capulet();
        Delay delay = Delay.of(Instant.EPOCH, BareJid.ofDomain("capulet.example"));
        Message left = message("one").with(delay.toElement());
        capulet.cause = "-7 juliet";
        capulet.keeper.keep(left, JULIET);
        assertThat(capulet.keeper.keep(left, JULIET)).isTrue();
        assertThat(capulet.again().queue.count(JULIET)).isEqualTo(1);
    }

    @Test
    void theCauseIsForNobodyElse() {
        Capulet capulet = new Capulet();
        capulet.cause = "1 juliet";
        Element forged = Element.of("stoa:offline", "cause").with("name", "2 juliet");
        capulet.keeper.keep(message("one").with(forged), JULIET);
        assertThat(Cause.read(capulet.queue.first(JULIET, 1).entries().getFirst().value()))
                .isEqualTo("1 juliet");
        TestSession balcony = capulet.connect("balcony");
        capulet.available(balcony, 0);
        assertThat(balcony.delivered().getFirst().payloads())
                .extracting(Element::namespace)
                .doesNotContain("stoa:offline");
    }

    @Test
    void oneMessageTooManyIsRefusedAndThereIsRoomAgainAfterDelivery() {
        Capulet capulet = new Capulet(new MemoryStorage(), Map.of("messages", 2));
        capulet.keeper.keep(message("one"), JULIET);
        capulet.keeper.keep(message("two"), JULIET);
        assertFull(capulet, "three");
        TestSession balcony = capulet.connect("balcony");
        capulet.available(balcony, 0);
        capulet.available(balcony, -1);
        capulet.keeper.keep(message("four"), JULIET);
        capulet.available(balcony, 0);

        assertThat(bodies(balcony)).containsExactly("one", "two", "four");
    }

    @Test
    void oneByteTooManyIsRefused() {
        int size = message("x".repeat(100)).toElement().utf8().remaining();
        Capulet capulet = new Capulet(new MemoryStorage(), Map.of("bytes", 2 * size));
        capulet.keeper.keep(message("x".repeat(100)), JULIET);
        assertFull(capulet, "x".repeat(101));
        capulet.keeper.keep(message("x".repeat(100)), JULIET);
        assertFull(capulet, "");
    }

    @Test
    void whatWaitsIsCountedAgainByAnotherProcess() {
        Capulet capulet = new Capulet();
        capulet.keeper.keep(message("one"), JULIET);
        Capulet small = new Capulet(capulet.storage, Map.of("messages", 1));

        assertFull(small, "two");
        assertThat(small.queue.count(JULIET)).isEqualTo(1);
    }

    @Test
    void oneAccountsQueueIsNotAnothers() {
        Capulet capulet = new Capulet(new MemoryStorage(), Map.of("messages", 1));
        capulet.keeper.keep(message("one"), JULIET);

        assertThat(capulet.keeper.keep(message("two"), BareJid.parse("nurse@capulet.example")))
                .isTrue();
    }

    @Test
    void anErasedAccountHasNothingWaiting() {
        Capulet capulet = new Capulet();
        capulet.keeper.keep(message("one"), JULIET);
        capulet.storage.erase(JULIET);
        capulet.queue.removed(JULIET);

        assertThat(capulet.queue.count(JULIET)).isZero();
        TestSession balcony = capulet.connect("balcony");
        capulet.available(balcony, 0);
        assertThat(balcony.delivered()).isEmpty();
    }

    @Test
    void onlySoManyTalliesAreRemembered() {
        Tallies tallies = new Tallies(3);
        for (int i = 0; i < 10; i++) {
            BareJid account = BareJid.parse("a" + i + "@capulet.example");
            tallies.set(account, Tally.NOTHING);
            assertThat(tallies.of(account)).isPresent();
        }

        assertThat(tallies.size()).isEqualTo(3);
    }
}
