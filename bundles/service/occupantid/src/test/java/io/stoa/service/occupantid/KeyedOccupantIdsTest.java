package io.stoa.service.occupantid;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.jid.BareJid;
import io.stoa.storage.memory.MemoryStorage;

import org.junit.jupiter.api.Test;

import java.util.stream.IntStream;

/** XEP-0421 §4.1: stable, unique, and silent about who it is. */
final class KeyedOccupantIdsTest {

    private static final BareJid ROOM = BareJid.parse("verona@conference.stoa.example");
    private static final BareJid JULIET = BareJid.parse("juliet@stoa.example");

    private final MemoryStorage storage = new MemoryStorage();
    private final KeyedOccupantIds ids = new KeyedOccupantIds(storage);

    @Test
    void anIdIsTheSameInAnotherLife() {
        assertThat(ids.of(ROOM, JULIET))
                .isEqualTo(ids.of(ROOM, JULIET))
                .isEqualTo(new KeyedOccupantIds(storage).of(ROOM, JULIET));
    }

    @Test
    void roomsAndAccountsAndServicesHaveDifferentIds() {
        assertThat(ids.of(ROOM, JULIET))
                .isNotEqualTo(ids.of(BareJid.parse("mantua@conference.stoa.example"), JULIET))
                .isNotEqualTo(ids.of(BareJid.parse("verona@conference.other.example"), JULIET))
                .isNotEqualTo(ids.of(ROOM, BareJid.parse("romeo@stoa.example")));
    }

    @Test
    void whoKnowsAllAddressesAndNotTheSecretMakesNone() {
        assertThat(new KeyedOccupantIds(new MemoryStorage()).of(ROOM, JULIET))
                .isNotEqualTo(ids.of(ROOM, JULIET));
    }

    @Test
    void anIdIsShortAndHasNothingOfTheAddressInIt() {
        assertThat(ids.of(ROOM, JULIET)).hasSize(43).doesNotContainIgnoringCase("juliet");
    }

    @Test
    void thousandsAreAllDifferent() {
        assertThat(
                        IntStream.range(0, 5_000)
                                .mapToObj(i -> BareJid.parse("account" + i + "@stoa.example"))
                                .map(it -> ids.of(ROOM, it)))
                .doesNotHaveDuplicates();
    }
}
