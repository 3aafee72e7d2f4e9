package io.stoa.testkit;

import io.stoa.xml.Element;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Plays transcripts over TCP against the assembled runtime. Not thread-safe. */
public final class TcpStage implements TranscriptStage {

    private static final long PATIENCE_SECONDS = 5;
    private static final String SERVER = "server";
    private static final String PASSWORD = "secret";

    private final RuntimeProcess server;
    private final Map<String, TcpClient> clients = new LinkedHashMap<>();
    private final Set<String> features = new TreeSet<>();
    private final Set<String> running = new TreeSet<>();
    private final Set<String> accounts = new TreeSet<>();
    private String acting = SERVER;

    /**
     * Makes a stage.
     *
     * @param features the features that a transcript has running only if it names them, such as
     *     {@code info/ping}; all run now
     */
    public TcpStage(RuntimeProcess server, List<String> features) {
        this.server = server;
        this.features.addAll(features);
        this.running.addAll(features);
    }

    @Override
    public void begin(List<String> bundles, Set<String> actors) {
        disconnectAll();
        acting = SERVER;
        List<String> lines = new ArrayList<>();
        accounts.forEach(it -> lines.add("account remove " + it + "@" + Stoa.DOMAIN + " --yes"));
        for (String feature : features) {
            boolean wanted = bundles.contains(feature);
            if (wanted != running.contains(feature)) {
                lines.add(toggle(feature, wanted));
            }
        }
        actors.forEach(
                it ->
                        lines.add(
                                "account add "
                                        + it
                                        + "@"
                                        + Stoa.DOMAIN
                                        + " --password "
                                        + PASSWORD));
        server.shell(lines);
        accounts.clear();
        accounts.addAll(actors);
    }

    private String toggle(String feature, boolean on) {
        if (on) {
            running.add(feature);
        } else {
            running.remove(feature);
        }
        return (on ? "bundle start io.stoa." : "bundle stop io.stoa.") + feature.replace('/', '.');
    }

    @Override
    public String connect(String actor) {
        turn(actor);
        Actor who = Actor.of(actor);
        TcpClient client =
                TcpClient.connect(server.port("c2s"), who.account(), PASSWORD, who.resource());
        clients.put(actor, client);
        return client.address();
    }

    @Override
    public void administer(String actor) {
        turn(SERVER);
        server.shell(List.of("account admin " + Actor.of(actor).account() + "@" + Stoa.DOMAIN));
    }

    private TcpClient client(String actor) {
        return Objects.requireNonNull(clients.get(actor), actor + " is not connected");
    }

    @Override
    public void send(String actor, String xml) {
        turn(actor);
        client(actor).send(xml);
    }

    @Override
    public Element receive(String actor) {
        return client(actor).receive(PATIENCE_SECONDS);
    }

    @Override
    public void disconnect(String actor) {
        turn(actor);
        client(actor).disconnect();
        clients.remove(actor);
    }

    @Override
    public void drop(String actor) {
        turn(actor);
        client(actor).settle();
        client(actor).close();
        clients.remove(actor);
    }

    @Override
    public void comeBack(String actor) {
        turn(actor);
        clients.put(
                actor, TcpClient.loggedIn(server.port("c2s"), Actor.of(actor).account(), PASSWORD));
    }

    @Override
    public void stop(String bundle) {
        turn(SERVER);
        server.shell(List.of(toggle(bundle, false)));
    }

    @Override
    public void start(String bundle) {
        turn(SERVER);
        server.shell(List.of(toggle(bundle, true)));
    }

    /**
     * When all have settled, what they sent to each other is under way at least: so it is done
     * twice.
     */
    @Override
    public List<String> unexpected() {
        clients.values().forEach(TcpClient::settle);
        clients.values().forEach(TcpClient::settle);
        List<String> unexpected = new ArrayList<>();
        clients.forEach(
                (actor, client) ->
                        client.waiting().forEach(it -> unexpected.add(actor + ": " + it)));
        return unexpected;
    }

    /** Streams are in order, but not with each other: whoever acted last must be done first. */
    private void turn(String actor) {
        if (!actor.equals(acting)) {
            Optional.ofNullable(clients.get(acting)).ifPresent(TcpClient::settle);
            acting = actor;
        }
    }

    private void disconnectAll() {
        List<TcpClient> connected = List.copyOf(clients.values());
        // one that does not end must not spoil the transcripts after this
        clients.clear();
        connected.forEach(TcpClient::disconnect);
    }

    @Override
    public void close() {
        clients.values().forEach(TcpClient::close);
        clients.clear();
    }
}
