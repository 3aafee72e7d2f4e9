package io.stoa.benchmarks.scenarios;

import io.stoa.benchmarks.servers.Server;
import io.stoa.load.Load;
import io.stoa.load.ProcessMeter;
import io.stoa.load.Questions.Question;
import io.stoa.load.Rooms;
import io.stoa.load.Tally;
import io.stoa.load.Waiting;
import io.stoa.load.wire.Client;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Ten thousand rooms (XEP-0045): what one costs while somebody is in it, what one costs that is
 * only kept, and how long it takes to list them page by page (XEP-0059).
 */
record ManyRoomsScenario(String id, String title) implements Scenario {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int FIRST = 19_000;
    private static final int OWNERS = 100;
    private static final int EACH = 100;
    private static final int ROOMS = OWNERS * EACH;
    private static final int AT_ONCE = 8;
    private static final String PERSISTENT =
            "<query xmlns='http://jabber.org/protocol/muc#owner'><x xmlns='jabber:x:data'"
                    + " type='submit'><field var='FORM_TYPE'>"
                    + "<value>http://jabber.org/protocol/muc#roomconfig</value></field>"
                    + "<field var='muc#roomconfig_persistentroom'><value>1</value></field>"
                    + "</x></query>";

    @Override
    public String settings(Settings settings) {
        return "%d rooms of %d owners".formatted(ROOMS, OWNERS);
    }

    @Override
    public Duration lasts(Settings settings) {
        return Duration.ofSeconds(150);
    }

    @Override
    public Figures run(Server server, Settings settings) throws InterruptedException {
        try (Load load = Load.on(1)) {
            var accounts = Load.accounts(FIRST, OWNERS);
            load.register(server.plain(), accounts, AT_ONCE);
            List<Client> owners = load.connect(server.plain(), accounts, AT_ONCE);
            Map<String, List<Client>> occupants = new LinkedHashMap<>();
            for (int i = 0; i < ROOMS; i++) {
                occupants.put(name(i, server), List.of(owners.get(i % OWNERS)));
            }
            Map<String, Double> figures = new LinkedHashMap<>();
            long heap = server.liveHeap();
            Rooms rooms = load.enterable(occupants, settings.size());
            ProcessMeter meter = new ProcessMeter(server.pid());
            ProcessMeter.Reading before = meter.read();
            long begin = System.nanoTime();
            rooms.open(PATIENCE);
            figures.put("make cpu ms", meter.read().since(before).cpu() * 1e3 / ROOMS);
            figures.put("make all s", seconds(begin));
            figures.put("heap KB, one inside", (server.liveHeap() - heap) / (double) ROOMS);
            list(load, owners.getFirst(), server, figures);
            empty(load, occupants);
            figures.put("heap KB, empty", (server.liveHeap() - heap) / (double) ROOMS);
            return new Figures(figures, Faults.of(load, Tally.NONE));
        }
    }

    private static String name(int number, Server server) {
        return "many" + number + "@" + server.rooms();
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / (double) TimeUnit.SECONDS.toNanos(1);
    }

    private static void list(Load load, Client asker, Server server, Map<String, Double> figures)
            throws InterruptedException {
        ProcessMeter meter = new ProcessMeter(server.pid());
        ProcessMeter.Reading before = meter.read();
        long begin = System.nanoTime();
        int listed = 0;
        int pages = 0;
        String last = "";
        do {
            Question question = new Question("get", server.rooms(), page(last));
            String answer = load.request(asker, question, PATIENCE).orElse("");
            listed += answer.split("<item ", -1).length - 1;
            int end = answer.indexOf("</last>");
            last = end < 0 ? "" : answer.substring(answer.lastIndexOf('>', end) + 1, end);
            pages++;
        } while (!last.isEmpty() && pages <= ROOMS);
        if (listed < ROOMS) {
            throw new IllegalStateException("only " + listed + " rooms were listed");
        }
        figures.put("list all s", seconds(begin));
        figures.put("list cpu ms a page", meter.read().since(before).cpu() * 1e3 / pages);
    }

    private static String page(String last) {
        String after = last.isEmpty() ? "" : "<after>" + last + "</after>";
        return "<query xmlns='http://jabber.org/protocol/disco#items'>"
                + "<set xmlns='http://jabber.org/protocol/rsm'><max>100</max>"
                + after
                + "</set></query>";
    }

    /** All are made to be kept, and left. */
    private static void empty(Load load, Map<String, List<Client>> occupants)
            throws InterruptedException {
        for (Map.Entry<String, List<Client>> room : occupants.entrySet()) {
            Client owner = room.getValue().getFirst();
            load.request(owner, new Question("set", room.getKey(), PERSISTENT), PATIENCE);
            owner.send(
                    "<presence type='unavailable' to='%s/%s'/>"
                            .formatted(room.getKey(), owner.account().name()));
        }
        Waiting.during(Duration.ofSeconds(2));
    }
}
