package io.stoa.load;

import io.stoa.load.wire.Client;
import io.stoa.load.wire.Scan;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * Pairs of clients who see each other come, and would see each other go: each sends the other
 * directed presence (RFC 6121 §4.6). Not thread-safe, but for {@link #presence}.
 */
public final class Company implements Ledger.Watcher {

    private final Ledger ledger;
    private final Map<Client, Client> partners = new HashMap<>();
    private final LongAdder arrivals = new LongAdder();
    private final LongAdder departures = new LongAdder();

    Company(Ledger ledger, List<Client> clients) {
        this.ledger = ledger;
        for (int i = 0; i + 1 < clients.size(); i += 2) {
            partners.put(clients.get(i), clients.get(i + 1));
            partners.put(clients.get(i + 1), clients.get(i));
        }
        ledger.open(this);
    }

    /** Has everybody be seen by the other; tells whether all were. */
    public boolean meet(Duration patience) {
        partners.forEach(
                (client, partner) -> client.send("<presence to='" + partner.address() + "'/>"));
        return Waiting.until(() -> arrivals.sum() >= partners.size(), patience);
    }

    @Override
    public void presence(Client client, byte[] bytes, int from, int to) {
        Client partner = partners.get(client);
        if (partner == null || !Scan.attribute(bytes, from, to, "from").equals(partner.address())) {
            return;
        }
        if (Scan.attribute(bytes, from, to, "type").isEmpty()) {
            arrivals.increment();
        } else {
            departures.increment();
            ledger.remark(client.account().name() + " saw " + Scan.text(bytes, from, to));
        }
    }

    /** Returns how many were seen to come beyond the first time, by the other. */
    public long newcomers() {
        return arrivals.sum() - partners.size();
    }

    /** Returns how many were seen to leave, by the other. */
    public long departures() {
        return departures.sum();
    }
}
