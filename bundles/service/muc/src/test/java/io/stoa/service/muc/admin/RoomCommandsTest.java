package io.stoa.service.muc.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.admin.AdminException;
import io.stoa.admin.Form;
import io.stoa.service.muc.MucService;
import io.stoa.service.muc.Rooms;
import io.stoa.testkit.TestClient;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Administrators see and change rooms. */
class RoomCommandsTest {

    private static final String ROOM = Rooms.address("verona");

    private final Rooms rooms = new Rooms(Map.of());
    private final Desk desk = new Desk(rooms.server().service(MucService.class));

    @AfterEach
    void close() {
        rooms.close();
    }

    private static Form form(String... pairs) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            values.put(pairs[i], pairs[i + 1]);
        }
        return new Form(values, "local:root");
    }

    private void create() {
        new RoomCreate(desk)
                .run(form("room", ROOM, "owner", "juliet@stoa.example", "name", "Verona"));
    }

    @Test
    void aRoomIsCreatedForItsOwner() {
        create();
        assertThat(new RoomList(desk).run(form()).rows())
                .containsExactly(
                        List.of(ROOM, "0", "Verona", "true", "true", "juliet@stoa.example"));
        TestClient juliet = rooms.connect("juliet");
        rooms.enter(juliet, "verona", "juliet");
        assertThat(Rooms.take(juliet).getFirst().toString()).contains("affiliation='owner'");
        assertThatThrownBy(this::create)
                .isInstanceOf(AdminException.class)
                .hasMessageContaining("there is a room");
    }

    @Test
    void occupantsAreListedAndAffiliationsGiven() {
        create();
        TestClient romeo = rooms.connect("romeo");
        rooms.enter(romeo, "verona", "romeo");
        assertThat(new RoomOccupants(desk).run(form("room", ROOM)).rows())
                .containsExactly(
                        List.of("romeo", "participant", "none", romeo.address().toString()));
        Rooms.take(romeo);
        new RoomAffiliation(desk)
                .run(form("room", ROOM, "jid", "romeo@stoa.example", "affiliation", "outcast"));
        assertThat(Rooms.take(romeo).getFirst().toString()).contains("code='301'");
        assertThat(new RoomInfoCommand(desk).run(form("room", ROOM)).rows())
                .contains(List.of("outcasts", "romeo@stoa.example"));
    }

    @Test
    void theOnlyOwnerStays() {
        create();
        assertThatThrownBy(
                        () ->
                                new RoomAffiliation(desk)
                                        .run(
                                                form(
                                                        "room",
                                                        ROOM,
                                                        "jid",
                                                        "juliet@stoa.example",
                                                        "affiliation",
                                                        "none")))
                .hasMessageContaining("conflict");
    }

    @Test
    void aRoomIsDestroyed() {
        create();
        assertThat(new RoomDestroy(desk).plan(form("room", ROOM))).isPresent();
        new RoomDestroy(desk).run(form("room", ROOM, "reason", "Plague"));
        assertThat(new RoomList(desk).run(form()).rows()).isEmpty();
        assertThatThrownBy(() -> new RoomInfoCommand(desk).run(form("room", ROOM)))
                .hasMessageContaining("there is no room");
    }

    @Test
    void whatIsNoRoomIsSaidSo() {
        assertThatThrownBy(() -> new RoomOccupants(desk).run(form("room", "juliet@stoa.example")))
                .hasMessageContaining("rooms are at conference.stoa.example");
    }
}
