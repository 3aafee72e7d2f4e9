package io.stoa.benchmarks.scenarios;

import io.stoa.benchmarks.servers.Server;
import io.stoa.load.Broadcast;
import io.stoa.load.Load;
import io.stoa.load.ProcessMeter;
import io.stoa.load.Rooms;
import io.stoa.load.Waiting;
import io.stoa.load.wire.Client;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Rooms (XEP-0045) in which everybody talks in turn: the next says something when all have heard
 * the last.
 *
 * @param id the name on the command line
 * @param title what stands in the table
 * @param occupants how many in a room
 */
record RoomScenario(String id, String title, int occupants) implements Scenario {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int AT_ONCE = 8;

    @Override
    public String group() {
        return "rooms";
    }

    @Override
    public Duration lasts(Settings settings) {
        return settings.traffic(Duration.ofSeconds(40));
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
            Rooms entered = load.enterable(rooms, settings.size());
            Map<String, Double> joining = join(entered, server);
            Broadcast broadcast = entered.broadcast();
            broadcast.closedLoop();
            Waiting.during(settings.warmUp());
            Stopwatch watch = Stopwatch.start(server, load);
            Waiting.during(settings.measured());
            Map<String, Double> figures = watch.stop();
            figures.putAll(joining);
            return new Figures(figures, Faults.of(load, broadcast.settle(PATIENCE)));
        }
    }

    /** Everybody enters: what each costs, who tells the others of it and is told of them. */
    private static Map<String, Double> join(Rooms rooms, Server server) {
        rooms.open(PATIENCE);
        ProcessMeter meter = new ProcessMeter(server.pid());
        ProcessMeter.Reading before = meter.read();
        long seen = rooms.arrivals();
        long begin = System.nanoTime();
        if (!rooms.enterTogether(PATIENCE)) {
            throw new IllegalStateException(
                    "after %s the occupants have seen %d of each other"
                            .formatted(PATIENCE, rooms.arrivals()));
        }
        double seconds = (System.nanoTime() - begin) / (double) TimeUnit.SECONDS.toNanos(1);
        double cpu = meter.read().since(before).cpu();
        return Map.of(
                "join s", seconds,
                "join cpu ms", cpu * 1e3 / (rooms.count() - rooms.rooms()),
                "join cpu µs a presence", cpu * 1e6 / (rooms.arrivals() - seen));
    }
}
