package io.stoa.benchmarks;

import io.stoa.benchmarks.servers.Server;
import io.stoa.load.Broadcast;
import io.stoa.load.Load;
import io.stoa.load.Waiting;
import io.stoa.load.wire.Client;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rooms (XEP-0045) in which everybody talks in turn: the next says something when all have heard
 * the last.
 *
 * @param id the name on the command line
 * @param title what stands in the table
 * @param occupants how many in a room
 */
record RoomScenario(String id, String title, int occupants) implements Scenario {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int AT_ONCE = 8;
    private static final int ATTEMPTS = 5;

    @Override
    public boolean suits(Server server) {
        return !server.rooms().isEmpty();
    }

    @Override
    public Figures run(Server server, Settings settings) throws InterruptedException {
        int count = Math.max(1, 5 * settings.sessions() / occupants) * occupants;
        try (Load load = Load.on(1)) {
            var accounts = Load.accounts(count);
            load.register(server.plain(), accounts, AT_ONCE);
            List<Client> clients = load.connect(server.plain(), accounts, AT_ONCE);
            Map<String, List<Client>> rooms = new LinkedHashMap<>();
            for (int from = 0; from < count; from += occupants) {
                String room = "r" + from + "-" + id + "@" + server.rooms();
                rooms.put(room, clients.subList(from, from + occupants));
            }
            fill(load, rooms);
            Broadcast broadcast = load.rooms(rooms, settings.size());
            broadcast.closedLoop();
            Waiting.during(settings.warmUp());
            Stopwatch watch = Stopwatch.start(server.pid(), load);
            Waiting.during(settings.measured());
            Map<String, Double> figures = watch.stop();
            return new Figures(figures, Faults.of(load, broadcast.settle(PATIENCE)));
        }
    }

    /** Everybody enters, and again, until everybody is heard by everybody. */
    private static void fill(Load load, Map<String, List<Client>> rooms) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            rooms.forEach(RoomScenario::open);
            Waiting.during(Duration.ofSeconds(1));
            rooms.forEach((room, all) -> all.stream().skip(1).forEach(it -> enter(room, it)));
            Waiting.during(Duration.ofSeconds(2));
            try (Broadcast trial = load.rooms(rooms, 0)) {
                trial.once();
                if (trial.settle(PATIENCE).clean()) {
                    return;
                }
            }
        }
        throw new IllegalStateException("the occupants do not hear each other");
    }

    /** The first makes the room and takes it as it is (§10.1.2). */
    private static void open(String room, List<Client> occupants) {
        Client owner = occupants.getFirst();
        enter(room, owner);
        owner.send(
                "<iq type='set' id='instant' to='"
                        + room
                        + "'><query xmlns='http://jabber.org/protocol/muc#owner'>"
                        + "<x xmlns='jabber:x:data' type='submit'/></query></iq>");
    }

    private static void enter(String room, Client client) {
        client.send(
                "<presence to='"
                        + room
                        + "/"
                        + client.account().name()
                        + "'><x xmlns='http://jabber.org/protocol/muc'>"
                        + "<history maxstanzas='0'/></x></presence>");
    }
}
