package io.stoa.runtime.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.contracts.Postgres;
import io.stoa.contracts.PostgresCluster;
import io.stoa.testkit.RuntimeProcess;
import io.stoa.testkit.Stoa;
import io.stoa.testkit.TcpClient;
import io.stoa.xml.Element;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The database answers, but takes longer than a feature may: who needs it waits and is served late,
 * or is told to wait; nobody else notices; and no feature is taken out for it.
 */
@ExtendWith(Postgres.class)
class SlowDatabaseIT {

    /** Twice as long as a call may last that hangs (io.stoa.core.lease:stuckSeconds). */
    private static final int SECONDS = 8;

    private static final String TABLES = "stoa_documents, stoa_items, stoa_entries, stoa_logs";

    private static final String HOLD =
            "LOCK TABLE %s IN ACCESS EXCLUSIVE MODE; SELECT pg_sleep(%d)"
                    .formatted(TABLES, SECONDS);

    private static final String UNTIL_HELD =
            "DO $$ BEGIN WHILE NOT EXISTS (SELECT 1 FROM pg_locks WHERE granted AND mode ="
                    + " 'AccessExclusiveLock' AND relation = 'stoa_logs'::regclass)"
                    + " LOOP PERFORM pg_sleep(0.01); END LOOP; END $$";

    private static final List<String> REQUESTS =
            List.of(
                    "<iq type='set' id='%s'><query xmlns='urn:xmpp:mam:2'/></iq>",
                    "<iq type='get' id='%s'><query xmlns='jabber:iq:private'><a xmlns='a:b'/>"
                            + "</query></iq>",
                    "<iq type='get' id='%s'><vCard xmlns='vcard-temp'/></iq>");

    @Test
    void onlyThoseWaitWhoNeedTheDatabaseAndNoFeatureIsTakenOut(@TempDir Path folder)
            throws InterruptedException, IOException {
        try (PostgresCluster cluster = PostgresCluster.create()) {
            PostgresCluster.Access access = cluster.database();
            String database = access.url().substring(access.url().lastIndexOf('/') + 1);
            try (RuntimeProcess server = OnPostgres.start(access, folder, 3)) {
                enrol(server);
                try (Pair pair = new Pair(server)) {
                    pair.talk();
                    List<TcpClient> needy = needy(server);
                    Thread holder = Thread.ofVirtual().start(() -> cluster.sql(database, HOLD));
                    cluster.sql(database, UNTIL_HELD);
                    needy.forEach(SlowDatabaseIT::ask);
                    pair.talk();
                    assertThat(holder.isAlive()).as("all that was while it was slow").isTrue();
                    needy.forEach(SlowDatabaseIT::hear);
                    holder.join();
                    pair.talk();
                    // and everything works again
                    needy.forEach(SlowDatabaseIT::works);
                    needy.forEach(TcpClient::close);
                }
                assertThat(server.call("quarantine", "list", "--json")).contains("[]");
                assertThat(Files.readString(server.data().resolve("log/stoa.log")))
                        .doesNotContain("is in quarantine");
            }
        }
    }

    private static void enrol(RuntimeProcess server) {
        List<String> lines = new ArrayList<>();
        for (String name : List.of("juliet", "romeo", "needy0", "needy1", "needy2")) {
            lines.add("account add %s@%s --password x".formatted(name, Stoa.DOMAIN));
        }
        server.shell(lines);
    }

    private static List<TcpClient> needy(RuntimeProcess server) {
        List<TcpClient> clients = new ArrayList<>();
        for (int i = 0; i < REQUESTS.size(); i++) {
            TcpClient client = TcpClient.connect(server.port("c2s"), "needy" + i, "x", "here");
            works(client);
            clients.add(client);
        }
        return clients;
    }

    private static void ask(TcpClient client) {
        REQUESTS.forEach(request -> client.send(request.formatted("late")));
    }

    /** Each is answered once, with what was asked for or with an error that says: wait. */
    private static void hear(TcpClient client) {
        for (int i = 0; i < REQUESTS.size(); i++) {
            Element answer = client.receive();
            while (!answer.local().equals("iq")) {
                answer = client.receive();
            }
            assertThat(good(answer)).as(String.valueOf(answer)).isTrue();
        }
    }

    private static boolean good(Element answer) {
        // who has no vCard is told so
        return answer.attribute("type").equals("result")
                || answer.elements()
                        .filter(it -> it.local().equals("error"))
                        .anyMatch(
                                it ->
                                        it.attribute("type").equals("wait")
                                                || it.elements()
                                                        .anyMatch(
                                                                that ->
                                                                        that.local()
                                                                                .equals(
                                                                                        "item-not-found")));
    }

    private static void works(TcpClient client) {
        int number = 0;
        for (String request : REQUESTS) {
            Element answer = client.request(request.formatted("works" + number++));
            assertThat(answer.elements().flatMap(Element::elements))
                    .noneMatch(it -> it.local().equals("internal-server-error"))
                    .noneMatch(it -> it.local().equals("service-unavailable"));
        }
    }
}
