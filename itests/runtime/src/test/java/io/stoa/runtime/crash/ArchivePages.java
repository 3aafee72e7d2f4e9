package io.stoa.runtime.crash;

import io.stoa.testkit.RuntimeProcess;
import io.stoa.testkit.TcpClient;
import io.stoa.xml.Element;

import java.util.ArrayList;
import java.util.List;

/** Reads a whole archive page by page (XEP-0313). */
final class ArchivePages {

    /**
     * A message of an archive.
     *
     * @param id the message's own id
     * @param name the archive's
     */
    record Found(String id, String name) {}

    private static final String MAM = "urn:xmpp:mam:2";

    private final TcpClient client;
    private final List<Found> found = new ArrayList<>();

    private ArchivePages(TcpClient client) {
        this.client = client;
    }

    /** Returns what is in an account's archive, in its order. */
    static List<Found> of(RuntimeProcess server, String account) {
        try (TcpClient client =
                TcpClient.connect(server.port("c2s"), account, "secret", "archive")) {
            return new ArchivePages(client).all();
        }
    }

    /** Returns the ids of the messages in an account's archive, in its order. */
    static List<String> ids(RuntimeProcess server, String account) {
        return of(server, account).stream().map(Found::id).toList();
    }

    private List<Found> all() {
        boolean complete = false;
        while (!complete) {
            String after = found.isEmpty() ? "" : "<after>" + found.getLast().name() + "</after>";
            client.send(
                    ("<iq type='set' id='q'><query xmlns='urn:xmpp:mam:2'>"
                                    + "<set xmlns='http://jabber.org/protocol/rsm'>"
                                    + "<max>100</max>%s</set></query></iq>")
                            .formatted(after));
            complete = page().attribute("complete").equals("true");
        }
        return found;
    }

    private Element page() {
        while (true) {
            Element stanza = client.receive();
            if (stanza.local().equals("iq")) {
                return stanza.child(MAM, "fin").orElseThrow();
            }
            Element result = stanza.child(MAM, "result").orElseThrow();
            String id =
                    result.child("urn:xmpp:forward:0", "forwarded")
                            .flatMap(it -> it.child("jabber:client", "message"))
                            .orElseThrow()
                            .attribute("id");
            found.add(new Found(id, result.attribute("id")));
        }
    }
}
