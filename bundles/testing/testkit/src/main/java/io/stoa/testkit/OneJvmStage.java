package io.stoa.testkit;

import io.stoa.auth.Accounts;
import io.stoa.gateway.Network;
import io.stoa.jid.BareJid;
import io.stoa.stanza.StreamError;
import io.stoa.testkit.component.ComponentActors;
import io.stoa.testkit.gateway.ParrotNetwork;
import io.stoa.xml.Element;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Plays transcripts in one JVM: everything has happened when a call returns. Not thread-safe. */
public final class OneJvmStage implements TranscriptStage {

    /** A network of IRC that cannot be reached; TranscriptsIT has the same. */
    private static final Map<String, Object> IRC =
            Map.of("networks", new String[] {"net 127.0.0.1 1 plain"});

    private final Map<String, TestClient> clients = new LinkedHashMap<>();
    private final ComponentActors components = new ComponentActors();
    private Optional<Stoa> stoa = Optional.empty();

    /** Makes an empty stage. */
    public OneJvmStage() {}

    @Override
    public void begin(List<String> bundles, Set<String> accounts) {
        close();
        Stoa fresh = Stoa.inMemory(Map.of("io.stoa.service.gatewayirc", IRC));
        bundles.forEach(fresh::with);
        fresh.offer(Network.class, new ParrotNetwork());
        accounts.forEach(name -> fresh.account(name + "@" + Stoa.DOMAIN));
        stoa = Optional.of(fresh);
    }

    @Override
    public String connect(String actor) {
        if (ComponentActors.acts(actor)) {
            components.connect(actor, stoa.orElseThrow()::component);
            return Actor.of(actor).account();
        }
        Actor who = Actor.of(actor);
        TestClient client =
                stoa.orElseThrow()
                        .connect(who.account() + "@" + Stoa.DOMAIN + "/" + who.resource());
        clients.put(actor, client);
        return client.address().toString();
    }

    @Override
    public void administer(String actor) {
        stoa.orElseThrow()
                .service(Accounts.class)
                .admin(BareJid.parse(Actor.of(actor).account() + "@" + Stoa.DOMAIN), true);
    }

    private TestClient client(String actor) {
        return Objects.requireNonNull(clients.get(actor), actor + " is not connected");
    }

    @Override
    public void send(String actor, String xml) {
        if (ComponentActors.acts(actor)) {
            components.get(actor).send(xml);
            components.get(actor).settle();
            return;
        }
        client(actor).send(xml);
    }

    @Override
    public Element receive(String actor) {
        if (ComponentActors.acts(actor)) {
            return components.get(actor).receive();
        }
        TestClient client = client(actor);
        Optional<Element> end = client.closed().map(StreamError::toElement);
        // it comes after all else
        return (end.isPresent() && client.received().isEmpty() ? end : client.await())
                .orElseThrow(() -> new AssertionError(actor + " received nothing"));
    }

    @Override
    public void disconnect(String actor) {
        if (ComponentActors.acts(actor)) {
            components.disconnect(actor);
            return;
        }
        client(actor).disconnect();
        clients.remove(actor);
    }

    @Override
    public void drop(String actor) {
        if (ComponentActors.acts(actor)) {
            components.drop(actor);
            return;
        }
        client(actor).drop();
        clients.remove(actor);
    }

    @Override
    public void comeBack(String actor) {
        clients.put(
                actor, stoa.orElseThrow().comeBack(Actor.of(actor).account() + "@" + Stoa.DOMAIN));
    }

    @Override
    public void stop(String bundle) {
        stoa.orElseThrow().without(bundle);
    }

    @Override
    public void start(String bundle) {
        stoa.orElseThrow().with(bundle);
    }

    @Override
    public void run(String line) {
        stoa.orElseThrow().run(line);
        components.ran(line);
    }

    @Override
    public List<String> unexpected() {
        List<String> unexpected = new ArrayList<>(components.unexpected());
        clients.forEach(
                (actor, client) ->
                        client.received().forEach(it -> unexpected.add(actor + ": " + it)));
        return unexpected;
    }

    @Override
    public void close() {
        clients.clear();
        components.close();
        components.forget();
        stoa.ifPresent(Stoa::close);
        stoa = Optional.empty();
    }
}
