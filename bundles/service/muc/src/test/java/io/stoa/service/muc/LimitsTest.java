package io.stoa.service.muc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.auth.Accounts;
import io.stoa.testkit.TestClient;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/** There may be so much of everything, and no more. */
class LimitsTest {

    @Test
    void anAccountHasSoManyRooms() {
        try (Rooms rooms = new Rooms(Map.of("roomsPerAccount", 1))) {
            TestClient juliet = rooms.connect("juliet");
            rooms.create(juliet, "one");
            rooms.enter(juliet, "two", "juliet");
            assertThat(Rooms.error(juliet)).isEqualTo("resource-constraint");
        }
    }

    @Test
    void roomsThatAreNotOpenYetCountWhenTheyOpen() {
        try (Rooms rooms = new Rooms(Map.of("roomsPerAccount", 1))) {
            TestClient juliet = rooms.connect("juliet");
            rooms.enter(juliet, "two", "juliet");
            rooms.create(juliet, "one");
            rooms.create(juliet, "two");
            TestClient romeo = rooms.connect("romeo");
            rooms.enter(romeo, "two", "romeo");
            assertThat(Rooms.error(romeo)).isEqualTo("item-not-found");
        }
    }

    @Test
    void anOccupantChangesItsPresenceOnlySoFast() {
        try (Rooms rooms = new Rooms(Map.of("messagesPerSecond", 1))) {
            TestClient juliet = rooms.connect("juliet");
            rooms.create(juliet, "one");
            for (int i = 0; i < 10; i++) {
                juliet.send("<presence to='" + Rooms.address("one") + "/juliet'/>");
            }
            assertThat(Rooms.error(juliet)).isEqualTo("policy-violation");
        }
    }

    @Test
    void aRequestDoesNotOverfillTheListOfAffiliations() {
        try (Rooms rooms = new Rooms(Map.of("affiliations", 2))) {
            TestClient juliet = rooms.connect("juliet");
            rooms.create(juliet, "one");
            rooms.affiliate(juliet, "one", "member", "romeo", "nurse");
            assertThat(Rooms.error(juliet)).isEqualTo("resource-constraint");
            rooms.affiliate(juliet, "one", "member", "romeo");
            assertThat(Rooms.error(juliet)).isEmpty();
        }
    }

    @Test
    void aClientIsInSoManyRooms() {
        try (Rooms rooms = new Rooms(Map.of("roomsPerSession", 1))) {
            TestClient juliet = rooms.connect("juliet");
            rooms.create(juliet, "one");
            rooms.enter(juliet, "two", "juliet");
            assertThat(Rooms.error(juliet)).isEqualTo("resource-constraint");
        }
    }

    @Test
    void onlyAdministratorsCreateRooms() {
        try (Rooms rooms = new Rooms(Map.of("create", "admins"))) {
            TestClient juliet = rooms.connect("juliet");
            rooms.enter(juliet, "one", "juliet");
            assertThat(Rooms.error(juliet)).isEqualTo("not-allowed");
            rooms.server().service(Accounts.class).admin(juliet.address().bare(), true);
            rooms.enter(juliet, "one", "juliet");
            assertThat(Rooms.error(juliet)).isEmpty();
        }
    }

    @Test
    void anOccupantSpeaksOnlySoFast() {
        try (Rooms rooms = new Rooms(Map.of("messagesPerSecond", 1))) {
            TestClient juliet = rooms.connect("juliet");
            rooms.create(juliet, "one");
            for (int i = 0; i < 10; i++) {
                rooms.say(juliet, "one", "m" + i);
            }
            assertThat(Rooms.error(juliet)).isEqualTo("policy-violation");
        }
    }

    @Test
    void anOccupantIsRenamedOnlySoOften() {
        try (Rooms rooms = new Rooms(Map.of("nicksPerMinute", 2))) {
            TestClient juliet = rooms.connect("juliet");
            rooms.create(juliet, "one");
            rooms.enter(juliet, "one", "a");
            rooms.enter(juliet, "one", "b");
            assertThat(Rooms.error(juliet)).isEmpty();
            rooms.enter(juliet, "one", "c");
            assertThat(Rooms.error(juliet)).isEqualTo("policy-violation");
        }
    }

    @Test
    void aNicknameIsSoLong() {
        try (Rooms rooms = new Rooms(Map.of("nickLength", 5))) {
            TestClient juliet = rooms.connect("juliet");
            rooms.enter(juliet, "one", "juliet");
            assertThat(Rooms.error(juliet)).isEqualTo("not-acceptable");
        }
    }

    @Test
    void historyIsBounded() {
        try (Rooms rooms = new Rooms(Map.of("history", 3, "messagesPerSecond", 0))) {
            TestClient juliet = rooms.connect("juliet");
            TestClient romeo = rooms.connect("romeo");
            rooms.create(juliet, "one");
            for (int i = 0; i < 10; i++) {
                rooms.say(juliet, "one", "m" + i);
            }
            rooms.enter(romeo, "one", "romeo");
            assertThat(Rooms.take(romeo))
                    .filteredOn(it -> it.local().equals("message"))
                    .extracting(it -> it.attribute("id"))
                    .containsExactly("m7", "m8", "m9", "");
        }
    }

    @Test
    void whatIsNoSettingIsRefused() {
        assertThatThrownBy(() -> new Rooms(Map.of("create", "nobody")))
                .rootCause()
                .hasMessageContaining("create is anyone, local or admins");
        assertThatThrownBy(() -> Hosts.of(List.of("stoa.example"), List.of("stoa.example")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void hostsBelongToDomains() {
        assertThat(
                        Hosts.of(
                                List.of("conference.{domain}", "rooms.b.example", "other.net"),
                                List.of("a.example", "b.example")))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "conference.a.example", "a.example",
                                "conference.b.example", "b.example",
                                "rooms.b.example", "b.example",
                                "other.net", "a.example"));
    }

    /** Whoever owns a room must not have it write to everybody. */
    @Test
    void onlySoManyWhoAreAwayAreToldTheirAffiliation() {
        try (Rooms rooms = new Rooms(Map.of())) {
            TestClient juliet = rooms.connect("juliet");
            TestClient romeo = rooms.connect("romeo");
            romeo.send("<presence/>");
            rooms.create(juliet, "one");
            for (int i = 0; i < 100; i++) {
                rooms.affiliate(juliet, "one", "member", "romeo");
                rooms.affiliate(juliet, "one", "none", "romeo");
            }
            assertThat(Rooms.take(romeo))
                    .filteredOn(it -> it.local().equals("message"))
                    .hasSizeBetween(20, 100);
        }
    }
}
