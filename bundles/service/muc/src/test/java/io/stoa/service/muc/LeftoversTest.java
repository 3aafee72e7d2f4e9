package io.stoa.service.muc;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.jid.BareJid;
import io.stoa.muc.Affiliation;
import io.stoa.service.muc.model.Fields;
import io.stoa.service.muc.model.Limits;
import io.stoa.testkit.TestClient;

import org.junit.jupiter.api.Test;

import java.util.Map;

/** A room that ends leaves nothing to the next of the same name. */
class LeftoversTest {

    @Test
    void whoRemovesTheLastOccupantGivesNobodyAnythingAfterwards() {
        try (Rooms rooms = new Rooms(Map.of())) {
            TestClient juliet = rooms.connect("juliet");
            TestClient romeo = rooms.connect("romeo");
            rooms.create(juliet, "verona");
            rooms.enter(romeo, "verona", "romeo");
            juliet.send(
                    "<presence to='" + Rooms.address("verona") + "/juliet' type='unavailable'/>");
            juliet.send(
                    "<iq to='"
                            + Rooms.address("verona")
                            + "' id='a1' type='set'><query"
                            + " xmlns='http://jabber.org/protocol/muc#admin'>"
                            + "<item affiliation='outcast' jid='romeo@stoa.example'/>"
                            + "<item affiliation='owner' jid='tybalt@stoa.example'/>"
                            + "</query></iq>");
            rooms.create(romeo, "verona");
            assertThat(kept(rooms, "tybalt")).isEqualTo(Affiliation.NONE);
            assertThat(kept(rooms, "romeo")).isEqualTo(Affiliation.OWNER);
        }
    }

    private static Affiliation kept(Rooms rooms, String account) {
        Limits limits = rooms.server().service(MucService.class).house().limits();
        return rooms.server()
                .service(MucService.class)
                .house()
                .store()
                .load(BareJid.parse(Rooms.address("verona")), Fields.defaults(Fields.all()), limits)
                .orElseThrow()
                .affiliation(BareJid.parse(account + "@stoa.example"));
    }
}
