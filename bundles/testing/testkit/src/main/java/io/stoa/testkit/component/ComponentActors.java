package io.stoa.testkit.component;

import io.stoa.testkit.TranscriptStage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The components that act in a transcript: {@code irc.stoa.example}, or {@code
 * irc.stoa.example/second} for another stream of the same. Their secrets are those with which they
 * were added. Not thread-safe.
 */
public final class ComponentActors {

    private static final String ADD = "component add ";

    private final Map<String, String> secrets = new LinkedHashMap<>();
    private final Map<String, TestComponent> connected = new HashMap<>();

    /** Makes an empty cast. */
    public ComponentActors() {}

    /** Connects a component. */
    @FunctionalInterface
    public interface Way {

        /** Connects it. */
        TestComponent connect(String domain, String secret);
    }

    /** A dot tells a domain from the name of an account. */
    public static boolean acts(String actor) {
        return TranscriptStage.Actor.of(actor).account().contains(".");
    }

    /** Takes notice of a command. */
    public void ran(String line) {
        if (line.startsWith(ADD)) {
            List<String> words = List.of(line.substring(ADD.length()).split(" ", -1));
            secrets.put(words.getFirst(), words.getLast());
        }
    }

    /** Returns which were added, and forgets them. */
    public List<String> forget() {
        List<String> added = new ArrayList<>(secrets.keySet());
        secrets.clear();
        return added;
    }

    /** Connects one with the secret with which it was added. */
    public void connect(String actor, Way way) {
        String domain = TranscriptStage.Actor.of(actor).account();
        String wildcard = "*" + domain.substring(domain.indexOf('.'));
        String secret =
                Optional.ofNullable(secrets.get(domain))
                        .or(() -> Optional.ofNullable(secrets.get(wildcard)))
                        .orElse("unknown");
        connected.put(actor, way.connect(domain, secret));
    }

    /** Returns one that is connected. */
    public TestComponent get(String actor) {
        return Objects.requireNonNull(connected.get(actor), actor + " is not connected");
    }

    /** Returns one if it is connected. */
    public Optional<TestComponent> find(String actor) {
        return Optional.ofNullable(connected.get(actor));
    }

    /** Ends a component's stream in good order. */
    public void disconnect(String actor) {
        get(actor).disconnect();
        connected.remove(actor);
    }

    /** Loses a component's connection. */
    public void drop(String actor) {
        get(actor).settle();
        get(actor).close();
        connected.remove(actor);
    }

    /** Returns what came that nobody received. */
    public List<String> unexpected() {
        List<String> unexpected = new ArrayList<>();
        connected.forEach(
                (actor, it) -> it.waiting().forEach(what -> unexpected.add(actor + ": " + what)));
        return unexpected;
    }

    /** Waits until what they sent has been handled. */
    public void settle() {
        connected.values().forEach(TestComponent::settle);
    }

    /** Closes their connections. */
    public void close() {
        connected.values().forEach(TestComponent::close);
        connected.clear();
    }
}
