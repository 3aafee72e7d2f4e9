package io.stoa.im.offline;

import static io.stoa.im.offline.Capulet.JULIET;
import static io.stoa.im.offline.Capulet.bodies;
import static io.stoa.im.offline.Capulet.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.im.offline.Tallies.Tally;
import io.stoa.jid.BareJid;
import io.stoa.stanza.Condition;
import io.stoa.stanza.ErrorType;
import io.stoa.stanza.StanzaException;
import io.stoa.storage.memory.MemoryStorage;
import io.stoa.testkit.TestSession;

import org.junit.jupiter.api.Test;

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
