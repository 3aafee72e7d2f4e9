package io.stoa.load;

import io.stoa.load.Questions.Inquiry;
import io.stoa.load.Questions.Question;
import io.stoa.load.wire.Client;
import io.stoa.load.wire.Scan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Rooms (XEP-0045) that clients enter, talk in, and are to stay in. Nicknames are the names of the
 * accounts. Not thread-safe, but for {@link #presence}.
 */
public final class Rooms implements Ledger.Watcher {

    private static final String PING = "<ping xmlns='urn:xmpp:ping'/>";
    private static final String ITEMS = "<query xmlns='http://jabber.org/protocol/disco#items'/>";
    private static final String INSTANT =
            "<query xmlns='http://jabber.org/protocol/muc#owner'>"
                    + "<x xmlns='jabber:x:data' type='submit'/></query>";
    private static final String ENTER =
            "'><x xmlns='http://jabber.org/protocol/muc'><history maxstanzas='0'/></x></presence>";

    private final Ledger ledger;
    private final Map<String, List<Client>> occupants;
    private final Broadcast broadcast;
    private final Set<String> inside = ConcurrentHashMap.newKeySet();
    private final LongAdder arrivals = new LongAdder();
    private final LongAdder departures = new LongAdder();
    private int asked;

    Rooms(Ledger ledger, Map<String, List<Client>> occupants, Broadcast broadcast) {
        this.ledger = ledger;
        this.occupants = new LinkedHashMap<>(occupants);
        this.broadcast = broadcast;
        ledger.open(this);
    }

    /** Returns what is said there. */
    public Broadcast broadcast() {
        return broadcast;
    }

    /** Returns how often somebody was seen inside, by anybody. */
    public long arrivals() {
        return arrivals.sum();
    }

    /** Returns how often somebody was seen to leave, by anybody. */
    public long departures() {
        return departures.sum();
    }

    /** Books who enters and who leaves, as each of the others sees it (XEP-0045 §7.2, §7.14). */
    @Override
    public void presence(Client client, byte[] bytes, int from, int to) {
        String occupant = Scan.attribute(bytes, from, to, "from");
        String room = occupant.substring(0, Math.max(0, occupant.indexOf('/')));
        if (!occupants.containsKey(room)) {
            return;
        }
        boolean own = occupant.equals(occupant(room, client));
        String type = Scan.attribute(bytes, from, to, "type");
        if (type.isEmpty()) {
            arrivals.increment();
            if (own) {
                inside.add(occupant);
            }
        } else {
            departures.increment();
            ledger.remark(client.account().name() + " saw " + Scan.text(bytes, from, to));
            if (own) {
                inside.remove(occupant);
            }
        }
    }

    private static String occupant(String room, Client client) {
        return room + "/" + client.account().name();
    }

    /** Has everybody enter who is not inside; fails if that takes too long. */
    public void enter(Duration patience) throws InterruptedException {
        if (right(patience) < count()) {
            inside.clear();
        }
        open(patience);
        int largest = occupants.values().stream().mapToInt(List::size).max().orElse(0);
        for (int place = 1; place < largest; place++) {
            arrive(place, patience);
        }
    }

    /** Makes the rooms: the first of each enters, and takes it as it is. */
    public void open(Duration patience) {
        List<Inquiry> opened =
                arrive(0, patience).stream()
                        .map(it -> new Inquiry(owner(it), new Question("set", it, INSTANT)))
                        .toList();
        // §10.1.2: until its owner has taken it as it is, nobody else may enter
        ask(opened).settle(patience);
    }

    /**
     * Has all others enter at once, and waits until each has seen each; tells whether that came.
     * The rooms are {@link #open}, and nobody else was inside.
     */
    public boolean enterTogether(Duration patience) {
        occupants.forEach((room, people) -> people.forEach(it -> enters(room, it)));
        long pairs =
                occupants.values().stream().mapToLong(it -> (long) it.size() * it.size()).sum();
        return Waiting.until(() -> arrivals() >= pairs && inside.size() == count(), patience);
    }

    private Client owner(String room) {
        return Objects.requireNonNull(occupants.get(room)).getFirst();
    }

    /** One enters each room, and all wait until they are in; returns which rooms these are. */
    private List<String> arrive(int place, Duration patience) {
        List<String> entered = new ArrayList<>();
        occupants.forEach(
                (room, people) -> {
                    if (place < people.size() && enters(room, people.get(place))) {
                        entered.add(room);
                    }
                });
        boolean all =
                Waiting.until(() -> entered.stream().allMatch(it -> isInside(it, place)), patience);
        if (!all) {
            throw new IllegalStateException("somebody cannot enter: " + ledger.remarks());
        }
        return entered;
    }

    private boolean isInside(String room, int place) {
        List<Client> people = Objects.requireNonNull(occupants.get(room));
        return inside.contains(occupant(room, people.get(place)));
    }

    private boolean enters(String room, Client client) {
        String occupant = occupant(room, client);
        if (inside.contains(occupant)) {
            return false;
        }
        client.send("<presence to='" + occupant + ENTER);
        return true;
    }

    /** Returns how many occupants there are to be. */
    public int count() {
        return occupants.values().stream().mapToInt(List::size).sum();
    }

    /** Returns how many rooms there are. */
    public int rooms() {
        return occupants.size();
    }

    /** Has all ask in turn whether they are still inside (XEP-0410). */
    public Questions selfPings(double perSecond) {
        return questions(selfPings()).atRate(perSecond);
    }

    private List<Inquiry> selfPings() {
        List<Inquiry> pings = new ArrayList<>();
        occupants.forEach(
                (room, people) ->
                        people.forEach(
                                it ->
                                        pings.add(
                                                new Inquiry(
                                                        it,
                                                        new Question(
                                                                "get",
                                                                occupant(room, it),
                                                                PING)))));
        return pings;
    }

    /** Returns how many are told, when they ask once, that they are still inside (XEP-0410). */
    public long right(Duration patience) {
        Map<String, Long> outcomes = ask(selfPings()).settle(patience).outcomes();
        return outcomes.getOrDefault("result", 0L);
    }

    /** Returns how many rooms list all their occupants (XEP-0045 §6.5). */
    public long whole(Duration patience) throws InterruptedException {
        long whole = 0;
        for (Map.Entry<String, List<Client>> room : occupants.entrySet()) {
            Question question = new Question("get", room.getKey(), ITEMS);
            Client asker = room.getValue().getLast();
            String list = ledger.request(asker, question, patience).orElse("");
            whole += list.split("<item ", -1).length - 1 == room.getValue().size() ? 1 : 0;
        }
        return whole;
    }

    private Questions ask(List<Inquiry> inquiries) {
        return questions(inquiries).once();
    }

    private Questions questions(List<Inquiry> inquiries) {
        return new Questions("rooms" + asked++, inquiries, ledger);
    }
}
