package io.stoa.service.muc.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.jid.BareJid;
import io.stoa.service.muc.Rooms;
import io.stoa.service.muc.model.LiveRoom;
import io.stoa.stanza.Stanza;
import io.stoa.storage.StorageException;
import io.stoa.testkit.TestClient;
import io.stoa.testkit.TestSessions;
import io.stoa.xml.Element;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/** Who is in a room stays there while everything around it is replaced. */
class SurvivalTest {

    private final Rooms rooms = new Rooms(Map.of());
    private final TestClient juliet = rooms.connect("juliet");
    private final TestClient romeo = rooms.connect("romeo");
    private final TestClient nurse = rooms.connect("nurse");

    @AfterEach
    void close() {
        rooms.close();
    }

    private void begin() {
        rooms.create(juliet, "verona");
        rooms.enter(romeo, "verona", "romeo");
        rooms.say(juliet, "verona", "before");
        Rooms.take(juliet);
        Rooms.take(romeo);
    }

    private void update() {
        Object state = rooms.server().service(RoomTable.class).save();
        rooms.server().without("service/muc").with("service/muc");
        rooms.server().service(RoomTable.class).restore(state);
    }

    private static List<String> bodies(TestClient client) {
        return Rooms.take(client).stream()
                .flatMap(it -> it.elements(Stanza.CLIENT, "body"))
                .map(Element::text)
                .toList();
    }

    @Test
    void anUpdateIsNotNoticed() {
        begin();

        update();

        assertThat(juliet.received()).isEmpty();
        rooms.say(romeo, "verona", "after");
        assertThat(bodies(juliet)).containsExactly("after");
        assertThat(bodies(romeo)).containsExactly("after");
        rooms.enter(nurse, "verona", "nurse");
        assertThat(bodies(nurse)).containsExactly("before", "after");
    }

    @Test
    void aSecondUpdateHandsOverWhatNobodyHasTouched() {
        begin();

        update();
        update();

        rooms.say(romeo, "verona", "after");
        assertThat(bodies(juliet)).containsExactly("after");
    }

    @Test
    void aRoomThatIsNotConfiguredYetIsHandedOverLocked() {
        rooms.enter(juliet, "mantua", "juliet");
        Rooms.take(juliet);

        update();

        rooms.enter(romeo, "mantua", "romeo");
        assertThat(Rooms.error(romeo)).isEqualTo("item-not-found");
        rooms.create(juliet, "mantua");
        rooms.enter(romeo, "mantua", "romeo");
        assertThat(Rooms.error(romeo)).isEmpty();
    }

    @Test
    void whoIsGoneAfterTheUpdateLeaves() {
        begin();
        Object state = rooms.server().service(RoomTable.class).save();
        rooms.server().without("service/muc");
        romeo.disconnect();
        rooms.server().with("service/muc");
        rooms.server().service(RoomTable.class).restore(state);

        rooms.say(juliet, "verona", "after");

        assertThat(Rooms.take(juliet))
                .extracting(it -> it.local() + " " + it.attribute("type"))
                .containsExactly("presence unavailable", "message groupchat");
    }

    @Test
    void anotherConfigurationDoesNotTouchWhoIsThere() {
        begin();
        RoomTable table = rooms.server().service(RoomTable.class);

        assertThat(table.all()).hasSize(1);
        assertThat(Occupancies.of(juliet.session()))
                .extracting(it -> it.occupant().toString())
                .containsExactly("verona@conference.stoa.example/juliet");
    }

    /** The sessions would tell of the rooms again, and what they tell is not all. */
    @Test
    void aRoomThatIsHandedOverIsThereOnce() {
        begin();
        RoomTable next = new RoomTable();
        next.restore(rooms.server().service(RoomTable.class).save());
        BareJid verona = BareJid.parse(Rooms.address("verona"));
        assertThat(next.take(verona)).isPresent();

        next.wake(new TestSessions(juliet.session(), romeo.session()), List::of);

        assertThat(next.take(verona)).isEmpty();
    }

    /** What the storage has of it goes along. */
    @Test
    void aRoomThatIsHandedOverNeedNotBeReadAgain() {
        begin();
        RoomTable next = new RoomTable();
        next.restore(rooms.server().service(RoomTable.class).save());

        Kept kept =
                next.take(BareJid.parse(Rooms.address("verona")))
                        .flatMap(Sleeping::kept)
                        .orElseThrow();

        LiveRoom before =
                rooms.server()
                        .service(RoomTable.class)
                        .find(BareJid.parse(Rooms.address("verona")))
                        .orElseThrow();
        assertThat(kept.memberships()).isNotEmpty().isEqualTo(before.memberships().list());
        assertThat(kept.values()).isEqualTo(before.settings().values());
        assertThat(kept.subject()).isEqualTo(before.subject());
    }

    /** XEP-0045 §5.1: who has voice in a moderated room and is away comes back with it. */
    @Test
    void voicesAreHandedOver() {
        begin();
        juliet.send(
                "<iq to='"
                        + Rooms.address("verona")
                        + "' id='c' type='set'><query"
                        + " xmlns='http://jabber.org/protocol/muc#owner'><x xmlns='jabber:x:data'"
                        + " type='submit'><field var='FORM_TYPE'><value>"
                        + "http://jabber.org/protocol/muc#roomconfig</value></field><field"
                        + " var='muc#roomconfig_moderatedroom'><value>1</value></field></x></query>"
                        + "</iq>");
        romeo.send("<presence to='" + Rooms.address("verona") + "/romeo' type='unavailable'/>");
        Rooms.take(romeo);

        update();
        update();

        rooms.enter(romeo, "verona", "romeo");
        rooms.enter(nurse, "verona", "nurse");
        assertThat(Rooms.take(romeo).toString())
                .contains("role='participant' jid='romeo@stoa.example/test'");
        assertThat(Rooms.take(nurse).toString())
                .contains("role='visitor' jid='nurse@stoa.example/test'");
    }

    /** Of a room that two have handed over, the one that was live is the whole one. */
    @Test
    void whatIsHandedOverTwiceIsTakenOverAsItWasFirst() {
        begin();
        RoomTable before = rooms.server().service(RoomTable.class);
        rooms.say(juliet, "verona", "more");
        List<Object> state = new ArrayList<>((List<?>) before.save());
        List<Object> empty = new ArrayList<>((List<?>) state.getFirst());
        empty.set(3, List.of());
        state.add(List.copyOf(empty));
        RoomTable next = new RoomTable();

        next.restore(state);

        assertThat(next.take(BareJid.parse(Rooms.address("verona"))).orElseThrow().seats())
                .hasSize(2);
    }

    /** A room that is looked at before they are back would be empty, and erased. */
    @Test
    void nobodyHasARoomBeforeTheSessionsAreRestored() {
        begin();
        RoomTable table = new RoomTable();
        BareJid verona = BareJid.parse(Rooms.address("verona"));
        TestSessions late = new TestSessions();
        late.restored(false);
        assertThatThrownBy(() -> table.wake(late, List::of)).isInstanceOf(StorageException.class);

        late.add(juliet.session());
        late.add(romeo.session());
        late.restored(true);
        table.wake(late, List::of);

        assertThat(table.take(verona).orElseThrow().seats()).hasSize(2);
    }

    /** Whoever comes second would find a room that looks forsaken. */
    @Test
    void nobodyHasARoomBeforeItIsKnownWhoIsThere() throws InterruptedException {
        begin();
        RoomTable table = new RoomTable();
        BareJid verona = BareJid.parse(Rooms.address("verona"));
        TestSessions there = new TestSessions(juliet.session(), romeo.session());
        List<Integer> found = new CopyOnWriteArrayList<>();
        List<Thread> lanes =
                IntStream.range(0, 16)
                        .mapToObj(
                                it ->
                                        Thread.ofVirtual()
                                                .start(
                                                        () -> {
                                                            table.wake(there, List::of);
                                                            table.take(verona)
                                                                    .map(
                                                                            room ->
                                                                                    room.seats()
                                                                                            .size())
                                                                    .ifPresent(found::add);
                                                        }))
                        .toList();
        for (Thread lane : lanes) {
            lane.join();
        }

        assertThat(found).containsExactly(2);
    }

    @Test
    void whatIsNoStateIsRefused() {
        RoomTable table = rooms.server().service(RoomTable.class);
        assertThatThrownBy(() -> table.restore("rooms"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
