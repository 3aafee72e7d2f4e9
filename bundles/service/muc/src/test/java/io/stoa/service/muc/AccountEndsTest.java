package io.stoa.service.muc;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.admin.Form;
import io.stoa.auth.Accounts;
import io.stoa.jid.BareJid;
import io.stoa.muc.Affiliation;
import io.stoa.muc.RoomDirectory;
import io.stoa.service.muc.admin.Desk;
import io.stoa.service.muc.admin.RoomAffiliation;
import io.stoa.service.muc.live.RoomTable;
import io.stoa.service.muc.model.Fields;
import io.stoa.service.muc.model.LiveRoom;
import io.stoa.service.muc.model.Membership;
import io.stoa.service.muc.store.AccountHalves;
import io.stoa.storage.Codec;
import io.stoa.storage.Storage;
import io.stoa.storage.StoreSpec;
import io.stoa.testkit.TestClient;
import io.stoa.xml.Element;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.Map;

/** Whoever registers the name of an account that was removed inherits nothing in rooms. */
class AccountEndsTest {

    private static final BareJid VERONA = BareJid.parse(Rooms.address("verona"));
    private static final BareJid ROMEO = BareJid.parse("romeo@stoa.example");
    private static final BareJid TYBALT = BareJid.parse("tybalt@stoa.example");
    private static final BareJid JULIET = BareJid.parse("juliet@stoa.example");

    private final Rooms rooms =
            new Rooms(Map.of("defaults", new String[] {"muc#roomconfig_persistentroom=1"}));
    private final TestClient juliet = rooms.connect("juliet");
    private final TestClient nurse = rooms.connect("nurse");

    @BeforeEach
    void begin() {
        rooms.create(juliet, "verona");
        rooms.connect("romeo").disconnect();
        rooms.affiliate(juliet, "verona", "admin", "romeo");
        rooms.enter(nurse, "verona", "nurse");
        Rooms.take(juliet);
        Rooms.take(nurse);
    }

    @AfterEach
    void close() {
        rooms.close();
    }

    private void remove(BareJid account) {
        rooms.server().service(Accounts.class).remove(account);
    }

    private LiveRoom room() {
        return rooms.server().service(RoomTable.class).find(VERONA).orElseThrow();
    }

    /** As it enters, by the presence that the room shows it of itself. */
    private String entersAs(String name) {
        TestClient client = rooms.connect(name);
        rooms.enter(client, "verona", name);
        return Rooms.take(client).stream()
                .filter(it -> it.attribute("from").endsWith('/' + name))
                .map(AccountEndsTest::affiliation)
                .findFirst()
                .orElseThrow();
    }

    private static String affiliation(Element presence) {
        String user = "http://jabber.org/protocol/muc#user";
        return presence.child(user, "x")
                .flatMap(it -> it.child(user, "item"))
                .map(it -> it.attribute("affiliation"))
                .orElse(presence.attribute("type"));
    }

    private void restart() {
        rooms.server().service(RoomTable.class).save();
        rooms.server().without("service/muc").with("service/muc");
    }

    @Test
    void whoStaysKeepsWhatItHas() {
        restart();

        assertThat(entersAs("romeo")).isEqualTo("admin");
    }

    @Test
    void whoRegistersTheNameAnewIsNobody() {
        remove(ROMEO);

        assertThat(entersAs("romeo")).isEqualTo("none");
        assertThat(room().memberships().own(ROMEO).given()).isFalse();
    }

    /** Before anybody comes under the name: the room is told of the removal itself. */
    @Test
    void occupantsSeeTheAffiliationGo() {
        TestClient romeo = rooms.connect("romeo");
        rooms.enter(romeo, "verona", "romeo");
        Rooms.take(nurse);

        remove(ROMEO);

        assertThat(nurse.await().map(AccountEndsTest::affiliation)).contains("none");
        assertThat(room().affiliation(ROMEO)).isEqualTo(Affiliation.NONE);
    }

    @Test
    void aBanIsForTheName() {
        rooms.affiliate(juliet, "verona", "outcast", "romeo");

        remove(ROMEO);

        assertThat(entersAs("romeo")).isEqualTo("error");
    }

    /** The account went while nobody was there who could be told. */
    @Test
    void roomsThatWereSwitchedOffGiveNothingAway() {
        rooms.server().service(RoomTable.class).save();
        rooms.server().without("service/muc");
        remove(ROMEO);
        rooms.server().with("service/muc");

        assertThat(entersAs("romeo")).isEqualTo("none");
    }

    /** The process ended just after the account was erased, before any room was told. */
    @Test
    void aCrashInBetweenGivesNothingAway() {
        rooms.server().service(Storage.class).erase(ROMEO);
        restart();

        assertThat(entersAs("romeo")).isEqualTo("none");
    }

    /** Not only who enters: admins need not be in the room. */
    @Test
    void requestsFromOutsideAreLookedAt() {
        rooms.server().service(Storage.class).erase(ROMEO);
        TestClient romeo = rooms.connect("romeo");

        rooms.affiliate(romeo, "verona", "member", "tybalt");

        assertThat(Rooms.error(romeo)).isEqualTo("forbidden");
    }

    @Test
    void whatIsGivenToTheNextOneIsItsOwn() {
        rooms.server().service(Storage.class).erase(ROMEO);
        rooms.connect("romeo").disconnect();
        rooms.affiliate(juliet, "verona", "member", "romeo");

        assertThat(entersAs("romeo")).isEqualTo("member");
    }

    /** As a database from before this has it: there is no half, and none is missed. */
    @Test
    void whatWasGivenBeforeAccountsHadTheirHalfGetsItWhenItIsUsed() {
        rooms.connect("tybalt").disconnect();
        aged(TYBALT);
        room().memberships().put(TYBALT, new Membership(Affiliation.ADMIN, "", ""));

        assertThat(entersAs("tybalt")).isEqualTo("admin");

        AccountHalves halves = new AccountHalves(rooms.server().service(Storage.class));
        assertThat(halves.rooms(TYBALT)).containsExactly(VERONA);
    }

    /** As an account of before is kept: without a number that is its own. */
    private void aged(BareJid account) {
        StoreSpec<Element> raw =
                new StoreSpec<>("accounts", 2, new Codec<>(kept -> kept, (kept, version) -> kept));
        rooms.server()
                .service(Storage.class)
                .documents(raw)
                .update(account, kept -> kept.map(it -> it.with("incarnation", "0")));
        // what changes is read anew
        rooms.server().service(Accounts.class).admin(account, false);
    }

    /** The account that it was given to went without its room ever hearing of it. */
    @Test
    void aSuccessorGetsNothingThatWasGivenBeforeAccountsHadTheirHalf() {
        rooms.connect("tybalt").disconnect();
        room().memberships().put(TYBALT, new Membership(Affiliation.ADMIN, "", ""));

        assertThat(entersAs("tybalt")).isEqualTo("none");
        assertThat(room().memberships().own(TYBALT).given()).isFalse();
    }

    @Test
    void aRoomWithoutItsOwnerStaysAndNobodyIsPromoted() {
        rooms.affiliate(juliet, "verona", "admin", "tybalt");
        Rooms.take(nurse);

        remove(JULIET);

        assertThat(nurse.await().map(AccountEndsTest::affiliation)).contains("none");
        assertThat(room().memberships().list(Affiliation.OWNER)).isEmpty();
        assertThat(room().affiliation(BareJid.parse("tybalt@stoa.example")))
                .isEqualTo(Affiliation.ADMIN);
        rooms.server().service(RoomDirectory.class).say(VERONA, Fields.NAME, "Verona");
        new RoomAffiliation(new Desk(rooms.server().service(MucService.class)))
                .run(
                        new Form(
                                Map.of(
                                        "room",
                                        VERONA.toString(),
                                        "jid",
                                        "nurse@stoa.example",
                                        "affiliation",
                                        "owner"),
                                "local:root"));
        assertThat(room().affiliation(nurse.address())).isEqualTo(Affiliation.OWNER);
    }

    /** Of thousands that sleep, only those in which the account has something. */
    @Test
    void otherRoomsAreNotWoken() {
        rooms.create(nurse, "mantua");
        TestClient romeo = rooms.connect("romeo");
        rooms.enter(romeo, "verona", "romeo");
        nurse.send("<presence to='" + Rooms.address("mantua") + "/nurse' type='unavailable'/>");
        restart();
        Rooms.take(nurse);

        remove(ROMEO);

        assertThat(nurse.await().map(AccountEndsTest::affiliation)).contains("none");
        assertThat(rooms.server().service(RoomTable.class).all())
                .extracting(LiveRoom::address)
                .containsExactly(VERONA);
    }

    @Test
    void aRoomThatEndsTakesTheHalvesWithIt() {
        AccountHalves halves = new AccountHalves(rooms.server().service(Storage.class));
        assertThat(halves.rooms(JULIET)).containsExactly(VERONA);

        juliet.send(
                "<iq to='"
                        + VERONA
                        + "' id='d' type='set'><query"
                        + " xmlns='http://jabber.org/protocol/muc#owner'><destroy/></query></iq>");

        assertThat(halves.rooms(JULIET)).isEmpty();
        assertThat(halves.rooms(ROMEO)).isEmpty();
    }
}
