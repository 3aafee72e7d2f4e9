package io.stoa.service.muc;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.stanza.ResultSet;
import io.stoa.testkit.TestClient;
import io.stoa.xml.Element;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Two thousand rooms with somebody in each: all are listed, and all answer. */
class ManyRoomsTest {

    private static final int ACCOUNTS = 20;
    private static final int ROOMS = 100;
    private static final String ITEMS = "http://jabber.org/protocol/disco#items";

    @Test
    void twoThousandRoomsAreListedAndAnswer() {
        try (Rooms rooms = new Rooms(Map.of())) {
            List<TestClient> clients = new ArrayList<>();
            for (int i = 0; i < ACCOUNTS; i++) {
                TestClient client = rooms.connect("account" + i);
                clients.add(client);
                for (int j = 0; j < ROOMS; j++) {
                    rooms.create(client, room(i, j));
                }
            }
            assertThat(listed(clients.getFirst()))
                    .hasSize(ACCOUNTS * ROOMS)
                    .doesNotHaveDuplicates();
            TestClient last = clients.getLast();
            rooms.say(last, room(ACCOUNTS - 1, ROOMS - 1), "m1");
            assertThat(Rooms.take(last))
                    .extracting(it -> it.attribute("from"))
                    .containsExactly(
                            Rooms.address(room(ACCOUNTS - 1, ROOMS - 1))
                                    + "/account"
                                    + (ACCOUNTS - 1));
        }
    }

    private static String room(int account, int number) {
        return "room" + account + "-" + number;
    }

    private static List<String> listed(TestClient client) {
        List<String> listed = new ArrayList<>();
        String after = "";
        int before = -1;
        while (listed.size() > before) {
            before = listed.size();
            Element page = page(client, after);
            page.elements(ITEMS, "item").map(it -> it.attribute("jid")).forEach(listed::add);
            after =
                    page.child(ResultSet.NAMESPACE, "set")
                            .flatMap(set -> set.child(ResultSet.NAMESPACE, "last"))
                            .map(Element::text)
                            .orElse(after);
        }
        return listed;
    }

    private static Element page(TestClient client, String after) {
        client.send(
                "<iq to='conference.stoa.example' id='l' type='get'><query xmlns='"
                        + ITEMS
                        + "'><set xmlns='http://jabber.org/protocol/rsm'><max>500</max><after>"
                        + after
                        + "</after></set></query></iq>");
        return Rooms.take(client).getLast().elements(ITEMS, "query").findFirst().orElseThrow();
    }
}
