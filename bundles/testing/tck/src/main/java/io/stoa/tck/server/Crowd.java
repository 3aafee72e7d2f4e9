package io.stoa.tck.server;

import io.stoa.load.Chat;
import io.stoa.load.Company;
import io.stoa.load.Latencies;
import io.stoa.load.Load;
import io.stoa.load.Percentiles;
import io.stoa.load.Questions;
import io.stoa.load.Returns;
import io.stoa.load.Tally;
import io.stoa.load.Waiting;
import io.stoa.load.wire.Account;
import io.stoa.load.wire.Client;
import io.stoa.load.wire.Target;
import io.stoa.tck.Manner;
import io.stoa.tck.Probe;
import io.stoa.tck.Scale;
import io.stoa.tck.Subject;
import io.stoa.tck.Venue;
import io.stoa.testkit.RuntimeProcess;
import io.stoa.testkit.Stoa;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server, and the people who chat on it while its features are changed. Not thread-safe. */
public final class Crowd implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int AT_ONCE = 16;
    private static final int SIZE = 80;
    private static final int SECOND = 1000;

    /** Times are usual when 99 of 100 messages need no longer, so many seconds in a row. */
    private static final double USUAL_MILLIS = 40;

    private static final int QUIET_SECONDS = 3;
    private static final int SETTLE_SECONDS = 60;

    private final RuntimeProcess server;
    private final Scale scale;
    private final Manner manner;
    private final Path folder;
    private final Load load = Load.on(1);
    private final List<Client> clients = new ArrayList<>();

    /** Who asks and does not chat: it may have to wait long for an answer. */
    private final List<Client> asker = new ArrayList<>();

    private final Map<Venue, RoomTalk.Place> places = new LinkedHashMap<>();
    private Optional<Company> company = Optional.empty();
    private RuntimeProcess host;
    private int asked;

    private Crowd(RuntimeProcess server, Scale scale, Manner manner, Path folder) {
        this.server = server;
        this.host = server;
        this.scale = scale;
        this.manner = manner;
        this.folder = folder;
    }

    /** Starts a server and connects everybody; streams are to stay. */
    public static Crowd gather(Path folder, Scale scale) throws InterruptedException {
        return gather(folder, scale, Manner.STAYING);
    }

    /** Starts a server and connects everybody. */
    public static Crowd gather(Path folder, Scale scale, Manner manner)
            throws InterruptedException {
        int port = manner == Manner.RETURNING ? Port.free() : 0;
        RuntimeProcess server =
                RuntimeProcess.start(
                        folder.resolve("data"),
                        "--set",
                        "io.stoa.auth.internal:iterations=4096",
                        "--set",
                        "io.stoa.net.mina:port=" + port);
        Crowd crowd = new Crowd(server, scale, manner, folder);
        crowd.connect();
        return crowd;
    }

    private void connect() throws InterruptedException {
        Target target = Target.plain(server.port("c2s"), Stoa.DOMAIN);
        List<Account> people = Load.accounts(scale.clients());
        List<Account> one = Load.accounts(scale.clients(), 1);
        load.register(target, people, AT_ONCE);
        load.register(target, one, 1);
        if (manner == Manner.RETURNING) {
            clients.addAll(load.connectReturning(target, people, AT_ONCE));
            asker.addAll(load.connectReturning(target, one, 1));
        } else {
            int half = scale.clients() / 2;
            clients.addAll(load.connect(target, people.subList(0, half), AT_ONCE));
            clients.addAll(load.connectManaged(target, Load.accounts(half, half), AT_ONCE));
            asker.addAll(load.connect(target, one, 1));
        }
        clients.forEach(it -> it.send("<presence/>"));
        if (manner == Manner.RETURNING) {
            acquaint();
        }
    }

    /** Each sees another, and would see whether the other's session ends. */
    private void acquaint() {
        Company fresh = load.company(clients);
        if (!fresh.meet(PATIENCE)) {
            throw new IllegalStateException("some are not seen by the other: " + load.remarks());
        }
        company = Optional.of(fresh);
    }

    /** Waits until everybody is back whose stream has ended; tells whether all are. */
    public boolean together() {
        return Waiting.until(() -> load.returns().away() == 0, PATIENCE);
    }

    /** Returns who was away and came back. */
    public Returns returns() {
        return load.returns();
    }

    /**
     * From now on {@link #control}, {@link #data} and {@link #pid} are those of the process in
     * which a feature runs: of the server, or of another one beside it.
     */
    public void turnTo(Subject subject) {
        host =
                subject.venue()
                        .filter(Venue::isBeside)
                        .flatMap(
                                it -> {
                                    place(it);
                                    return it.host();
                                })
                        .orElse(server);
    }

    /** From now on they are the server's. */
    public void turnBack() {
        host = server;
    }

    /** Returns the commands of the process whose features are changed. */
    public Control control() {
        return new Control(host.data());
    }

    /** Returns how hard it is tested. */
    public Scale scale() {
        return scale;
    }

    /** Returns a folder for jars. */
    public Path folder() {
        return folder;
    }

    /** Returns the data directory of that process. */
    public Path data() {
        return host.data();
    }

    /** Returns its number. */
    public long pid() {
        Matcher pid = Pattern.compile("\"pid\"\\s*:\\s*(\\d+)").matcher(host.ready());
        if (!pid.find()) {
            throw new IllegalStateException("no pid in " + host.ready());
        }
        return Long.parseLong(pid.group(1));
    }

    /** Makes the other versions of a bundle. */
    public Jars jars(String bundle) {
        return new Jars(Jars.find(Path.of(System.getProperty("stoa.dist", "")), bundle), folder);
    }

    /** The same, with rooms where the feature wants them. */
    public Session chat(Subject subject) {
        Optional<RoomTalk> talk = subject.venue().map(this::talk);
        Session session = chat(subject.probes());
        session.talk = talk;
        return session;
    }

    /** Everybody stays in the rooms until the end. */
    private RoomTalk talk(Venue venue) {
        return place(venue).talk();
    }

    private RoomTalk.Place place(Venue venue) {
        return places.computeIfAbsent(venue, this::opened);
    }

    private RoomTalk.Place opened(Venue venue) {
        venue.open(new Control(server.data()));
        return RoomTalk.Place.of(load, clients, scale.rooms(), venue);
    }

    /** Lets everybody chat, and some ask the feature something, until {@link Session#end}. */
    public Session chat(List<Probe> probes) {
        Chat chat = load.chat(clients, SIZE);
        together();
        load.returns().clear();
        chat.atRate(scale.perSecond());
        List<Questions> questions = new ArrayList<>();
        for (Probe probe : probes) {
            double rate = (double) scale.questions() / probes.size();
            questions.add(load.ask("k" + asked++, probe.at(Stoa.DOMAIN), clients, rate));
        }
        return new Session(chat, questions, load.disconnects(), load.corrupt());
    }

    /** Asks once; returns {@code result}, the condition of the error, or "" when nobody answers. */
    public String ask(Probe probe) {
        return request(probe).map(Load::outcome).orElse("");
    }

    private Optional<String> request(Probe probe) {
        try {
            return load.request(asker.getFirst(), probe.at(Stoa.DOMAIN), Duration.ofSeconds(5));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Returns the server's {@code disco#info}. */
    public String disco() {
        Probe probe = Probe.server("<query xmlns='http://jabber.org/protocol/disco#info'/>");
        return request(probe).orElse("");
    }

    @Override
    public void close() {
        load.close();
        server.close();
        places.keySet().forEach(Venue::close);
    }

    /** A stretch of chatting. */
    public final class Session {

        private final Chat chat;
        private final List<Questions> questions;
        private final long disconnects;
        private final long corrupt;
        private final long departures = seenToLeave();
        private Optional<Tally> tally = Optional.empty();
        private Optional<RoomTalk> talk = Optional.empty();

        Session(Chat chat, List<Questions> questions, long disconnects, long corrupt) {
            this.chat = chat;
            this.questions = questions;
            this.disconnects = disconnects;
            this.corrupt = corrupt;
        }

        /** Marks a stretch of time. */
        public Stretch window(String name) {
            List<Latencies.Window> windows = new ArrayList<>();
            windows.add(chat.latencies().window(name));
            talk.ifPresent(it -> windows.add(it.latencies().window(name)));
            return new Stretch(windows);
        }

        /**
         * Waits until messages take their usual time: the first half minute of a server belongs to
         * its compiler, and to the generator's. Where times do not decide, a second is waited for.
         *
         * @return in words, how long that was
         */
        public String settle() {
            if (!scale.judged()) {
                rest(SECOND);
                return "";
            }
            int quiet = 0;
            int seconds = 0;
            for (; quiet < QUIET_SECONDS && seconds < SETTLE_SECONDS; seconds++) {
                String name = "settling " + seconds;
                try (Stretch _ = window(name)) {
                    rest(SECOND);
                }
                quiet = slowest(name) <= USUAL_MILLIS ? quiet + 1 : 0;
            }
            return quiet < QUIET_SECONDS ? "not settled" : "settled for %d s".formatted(seconds);
        }

        private double slowest(String name) {
            double rooms = talk.map(it -> it.latencies().within(name).p99()).orElse(0.0);
            return Math.max(rooms, chat.latencies().within(name).p99());
        }

        /** Returns what was said in rooms meanwhile, if anything. */
        public Optional<RoomTalk> talk() {
            return talk;
        }

        /** Returns the times of the messages. */
        public Latencies latencies() {
            return chat.latencies();
        }

        /** Waits until everything has arrived, or does not. */
        public Session end() {
            questions.forEach(Questions::close);
            talk.ifPresent(RoomTalk::hush);
            together();
            tally = Optional.of(chat.settle(PATIENCE));
            talk.ifPresent(RoomTalk::end);
            return this;
        }

        /** Says what became of the messages. */
        public Tally tally() {
            return tally.orElseGet(chat::tally);
        }

        /** Tells whether nobody was disturbed. */
        public boolean undisturbed() {
            return tally().clean()
                    && load.disconnects() == disconnects
                    && load.corrupt() == corrupt
                    && load.returns().away() == 0
                    && departures() == 0;
        }

        /** Returns how many were seen to leave, or to come as if they had left. */
        public long departures() {
            return seenToLeave() - departures;
        }

        /** Returns how many were disconnected. */
        public long disconnected() {
            return load.disconnects() - disconnects;
        }

        /** Says what became of the requests. */
        public List<Questions.Answers> answers() {
            List<Questions> all = new ArrayList<>(questions);
            talk.ifPresent(it -> all.add(it.selfPings()));
            return all.stream().map(it -> it.settle(Duration.ofSeconds(5))).toList();
        }

        /** Says it in words. */
        public String words() {
            Tally it = tally();
            return "%d messages: %d lost, %d doubled, %d out of order, %d bounced; %d %s%s%s"
                    .formatted(
                            it.sent(),
                            it.lost(),
                            it.duplicated(),
                            it.reordered(),
                            it.bounced(),
                            disconnected(),
                            manner == Manner.RETURNING ? "sessions lost" : "disconnects",
                            manner == Manner.RETURNING ? came() : "",
                            undisturbed() ? "" : " " + load.remarks());
        }

        private String came() {
            Percentiles times = load.returns().times();
            return "; %d came back with their sessions, after %.0f ms at most; %d away; %d seen to leave"
                    .formatted(times.count(), times.max(), load.returns().away(), departures());
        }
    }

    private long seenToLeave() {
        return company.map(it -> it.departures() + it.newcomers()).orElse(0L);
    }

    /** A stretch of time that is marked. */
    public record Stretch(List<Latencies.Window> windows) implements AutoCloseable {

        @Override
        public void close() {
            windows.forEach(Latencies.Window::close);
        }

        /** Returns how long it lasted. */
        public long millis() {
            return windows.getFirst().millis();
        }
    }

    /** Lets time pass while people chat. */
    public static void rest(long millis) {
        Waiting.millis(millis);
    }
}
