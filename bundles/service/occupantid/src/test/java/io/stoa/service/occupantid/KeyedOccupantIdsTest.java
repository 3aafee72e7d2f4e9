package io.stoa.service.occupantid;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.jid.BareJid;
import io.stoa.storage.DomainKeys;
import io.stoa.storage.StoreSpec;
import io.stoa.storage.memory.MemoryStorage;
import io.stoa.testkit.account.TestAccounts;

import org.junit.jupiter.api.Test;

import java.util.Optional;
import java.util.stream.IntStream;

/** XEP-0421 §4.1: stable, unique, and silent about who it is. */
final class KeyedOccupantIdsTest {

    private static final BareJid ROOM = BareJid.parse("verona@conference.stoa.example");
    private static final BareJid JULIET = BareJid.parse("juliet@stoa.example");

    /** The bytes from 0 to 31. */
    private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private static final String ID = "OfesoQajWbJhq96i09HSSPpAm_3X-dk-e_txNYwxoWo";

    private final MemoryStorage storage = new MemoryStorage();
    private final TestAccounts accounts = new TestAccounts();
    private final KeyedOccupantIds ids = new KeyedOccupantIds(storage, accounts);

    @Test
    void anIdIsTheSameInAnotherLife() {
        assertThat(ids.of(ROOM, JULIET))
                .isEqualTo(ids.of(ROOM, JULIET))
                .isEqualTo(new KeyedOccupantIds(storage, accounts).of(ROOM, JULIET));
    }

    @Test
    void roomsAndAccountsAndServicesHaveDifferentIds() {
        assertThat(ids.of(ROOM, JULIET))
                .isNotEqualTo(ids.of(BareJid.parse("mantua@conference.stoa.example"), JULIET))
                .isNotEqualTo(ids.of(BareJid.parse("verona@conference.other.example"), JULIET))
                .isNotEqualTo(ids.of(ROOM, BareJid.parse("romeo@stoa.example")));
    }

    @Test
    void whoRegistersTheNameOfAnotherIsSomebodyElse() {
        accounts.incarnation(JULIET, 1);
        String first = ids.of(ROOM, JULIET);
        accounts.incarnation(JULIET, 2);

        assertThat(ids.of(ROOM, JULIET)).isNotEqualTo(first).hasSize(43);
        accounts.incarnation(JULIET, 1);
        assertThat(ids.of(ROOM, JULIET)).isEqualTo(first);
    }

    /** Computed apart: HMAC-SHA-256 over the room, NUL and the account. */
    @Test
    void anAccountFromBeforeThereWereNumbersKeepsItsId() {
        storage.documents(
                        new StoreSpec<>(
                                "occupant-id-key", 1, DomainKeys.codec("urn:stoa:occupant")))
                .update(BareJid.ofDomain("conference.stoa.example"), none -> Optional.of(KEY));

        assertThat(ids.of(ROOM, JULIET)).isEqualTo(ID);
    }

    @Test
    void whoKnowsAllAddressesAndNotTheSecretMakesNone() {
        assertThat(new KeyedOccupantIds(new MemoryStorage(), accounts).of(ROOM, JULIET))
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
