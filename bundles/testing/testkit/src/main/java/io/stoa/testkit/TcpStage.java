package io.stoa.testkit;

import io.stoa.testkit.component.ComponentActors;
import io.stoa.testkit.component.TestComponent;
import io.stoa.xml.Element;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Plays transcripts over TCP against the assembled runtime. Not thread-safe. */
public final class TcpStage implements TranscriptStage {

    private static final long PATIENCE_SECONDS = 5;
    private static final String SERVER = "server";
    private static final String PASSWORD = "secret";
    private static final String COMPONENT = "service/component";
    private static final Pattern PORT = Pattern.compile("component [^ ,\"]*:(\\d+)");

    private final RuntimeProcess server;
    private final Map<String, TcpClient> clients = new LinkedHashMap<>();
    private final List<String> features;
    private final Set<String> running = new TreeSet<>();
    private final Set<String> accounts = new TreeSet<>();
    private final ComponentActors components = new ComponentActors();
    private String acting = SERVER;
    private boolean portIsFree;
    private boolean unsure;

    /**
     * Makes a stage.
     *
     * @param features the features that a transcript has running only if it names them, such as
     *     {@code info/ping}, each after those it needs; all run now
     */
    public TcpStage(RuntimeProcess server, List<String> features) {
        this.server = server;
        this.features = List.copyOf(features);
        this.running.addAll(features);
    }

    @Override
    public void begin(List<String> bundles, Set<String> actors) {
        disconnectAll();
        acting = SERVER;
        List<String> lines = new ArrayList<>(withoutComponents());
        accounts.forEach(it -> lines.add("account remove " + it + "@" + Stoa.DOMAIN + " --yes"));
        // who needs another comes after it in the list, so it goes before it
        features.reversed().stream()
                .filter(it -> !bundles.contains(it) && (unsure || running.contains(it)))
                .forEach(it -> lines.add(toggle(it, false)));
        features.stream()
                .filter(it -> bundles.contains(it) && (unsure || !running.contains(it)))
                .forEach(it -> lines.add(toggle(it, true)));
        unsure = false;
        actors.forEach(
                it ->
                        lines.add(
                                "account add "
                                        + it
                                        + "@"
                                        + Stoa.DOMAIN
                                        + " --password "
                                        + PASSWORD));
        String said = server.shell(lines);
        if (said.contains("was not started") || said.contains("was not stopped")) {
            unsure = true; // the next transcript must not suffer for it
            throw new AssertionError("the bundles do not stand without others: " + said);
        }
        accounts.clear();
        accounts.addAll(actors);
    }

    /** Components that an earlier transcript has added are removed where they are known. */
    private List<String> withoutComponents() {
        List<String> lines = new ArrayList<>();
        List<String> added = components.forget();
        if (!added.isEmpty() && !running.contains(COMPONENT)) {
            lines.add(toggle(COMPONENT, true));
        }
        added.forEach(it -> lines.add("component remove '" + it + "' --yes"));
        return lines;
    }

    private String toggle(String feature, boolean on) {
        if (on) {
            running.add(feature);
        } else {
            running.remove(feature);
        }
        String name = feature.substring(feature.indexOf('/') + 1);
        return (on ? "feature start " : "feature stop ") + name + " --cascade --yes";
    }

    @Override
    public String connect(String actor) {
        turn(actor);
        if (ComponentActors.acts(actor)) {
            components.connect(
                    actor, (domain, secret) -> TestComponent.tcp(componentPort(), domain, secret));
            return Actor.of(actor).account();
        }
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
        if (ComponentActors.acts(actor)) {
            components.get(actor).send(xml);
            return;
        }
        client(actor).send(xml);
    }

    @Override
    public Element receive(String actor) {
        if (ComponentActors.acts(actor)) {
            return components.get(actor).receive();
        }
        return client(actor).receive(PATIENCE_SECONDS);
    }

    @Override
    public void disconnect(String actor) {
        turn(actor);
        if (ComponentActors.acts(actor)) {
            components.disconnect(actor);
            return;
        }
        client(actor).disconnect();
        clients.remove(actor);
    }

    @Override
    public void drop(String actor) {
        turn(actor);
        if (ComponentActors.acts(actor)) {
            components.drop(actor);
            return;
        }
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
        unsure = true; // others may go with it
        server.shell(List.of(toggle(bundle, false)));
    }

    @Override
    public void start(String bundle) {
        turn(SERVER);
        server.shell(List.of(toggle(bundle, true)));
    }

    @Override
    public void run(String line) {
        turn(SERVER);
        if (line.startsWith("component add ") && !portIsFree) {
            // other servers run on this machine
            server.shell(List.of("config set io.stoa.service.component:port=0"));
            portIsFree = true;
        }
        // not in the shell, where a * means more
        server.call(line.split(" ", -1));
        components.ran(line);
    }

    private int componentPort() {
        Matcher port = PORT.matcher(server.call("status"));
        if (!port.find()) {
            throw new IllegalStateException("no port for components");
        }
        return Integer.parseInt(port.group(1));
    }

    /**
     * When all have settled, what they sent to each other is under way at least: so it is done
     * twice.
     */
    @Override
    public List<String> unexpected() {
        for (int twice = 0; twice < 2; twice++) {
            clients.values().forEach(TcpClient::settle);
            components.settle();
        }
        List<String> unexpected = new ArrayList<>(components.unexpected());
        clients.forEach(
                (actor, client) ->
                        client.waiting().forEach(it -> unexpected.add(actor + ": " + it)));
        return unexpected;
    }

    /** Streams are in order, but not with each other: whoever acted last must be done first. */
    private void turn(String actor) {
        if (!actor.equals(acting)) {
            Optional.ofNullable(clients.get(acting)).ifPresent(TcpClient::settle);
            components.find(acting).ifPresent(TestComponent::settle);
            acting = actor;
        }
    }

    private void disconnectAll() {
        List<TcpClient> connected = List.copyOf(clients.values());
        // one that does not end must not spoil the transcripts after this
        clients.clear();
        components.close();
        connected.forEach(TcpClient::disconnect);
    }

    @Override
    public void close() {
        clients.values().forEach(TcpClient::close);
        clients.clear();
        components.close();
    }
}
