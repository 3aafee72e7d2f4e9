package io.stoa.core.session;

import io.stoa.core.session.Saved.Batch;
import io.stoa.core.session.backlog.Unacked;
import io.stoa.core.session.backlog.Unacked.Origin;
import io.stoa.core.session.backlog.Waiting;
import io.stoa.jid.BareJid;
import io.stoa.jid.FullJid;
import io.stoa.session.Tracking;
import io.stoa.stanza.Presence;
import io.stoa.stanza.Stanza;
import io.stoa.storage.Codec;
import io.stoa.storage.StoreSpec;
import io.stoa.xml.Attribute;
import io.stoa.xml.Element;
import io.stoa.xml.Node;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Writes batches as elements and reads them. Stateless. */
final class BatchCodec {

    /** The journal of all sessions: one entry for each commit. */
    static final StoreSpec<Batch> STORE =
            new StoreSpec<>(
                    "session-journal",
                    2,
                    new Codec<>(BatchCodec::write, (element, version) -> read(element)));

    private static final String NS = "stoa:session";

    private BatchCodec() {}

    private static Element element(String local, List<Attribute> attributes, List<Node> children) {
        return Element.of(NS, local, attributes, children);
    }

    private static Element write(Batch batch) {
        List<Node> children = new ArrayList<>();
        batch.sessions().forEach(saved -> children.add(write(saved)));
        batch.handled().forEach((id, count) -> children.add(handled(id, count)));
        batch.ended().forEach(tomb -> children.add(write(tomb)));
        batch.passing().forEach(session -> children.add(write(session)));
        batch.passed().forEach(name -> children.add(named("passed", name)));
        return element("batch", List.of(), children);
    }

    private static Element named(String local, String name) {
        return element(local, List.of(Attribute.of("name", name)), List.of());
    }

    private static Element write(Saved.Passing session) {
        return element(
                "passing",
                List.of(
                        Attribute.of("jid", session.address().toString()),
                        Attribute.of("since", Long.toString(session.since()))),
                List.of(write(session.state())));
    }

    private static Element handled(String id, long count) {
        return element(
                "handled",
                List.of(Attribute.of("id", id), Attribute.of("h", Long.toString(count))),
                List.of());
    }

    private static Element write(Tombs.Tomb tomb) {
        return element(
                "ended",
                List.of(
                        Attribute.of("id", tomb.id()),
                        Attribute.of("jid", tomb.account().toString()),
                        Attribute.of("h", Long.toString(tomb.handled())),
                        Attribute.of("at", Long.toString(tomb.millis()))),
                List.of());
    }

    private static Element write(Saved saved) {
        List<Node> children = new ArrayList<>();
        saved.head().ifPresent(head -> children.add(write(head)));
        saved.state().ifPresent(state -> children.add(write(state)));
        saved.added().forEach(unacked -> children.add(write("out", unacked)));
        saved.waiting().gone().forEach(it -> children.add(named("gone", it.toString())));
        saved.waiting()
                .come()
                .forEach(
                        (number, unacked) ->
                                children.add(
                                        write("held", unacked).with("name", number.toString())));
        return element(
                "session",
                List.of(
                        Attribute.of("id", saved.id()),
                        Attribute.of("a", Long.toString(saved.acknowledged())),
                        Attribute.of("n", Long.toString(saved.first())),
                        Attribute.of("lost", Long.toString(saved.lost()))),
                children);
    }

    private static Element write(Saved.Head head) {
        List<Node> children = new ArrayList<>();
        children.add(head.terms().request());
        head.done()
                .forEach(
                        (origin, count) ->
                                children.add(
                                        element(
                                                "done",
                                                List.of(
                                                        Attribute.of("of", origin.id()),
                                                        Attribute.of(
                                                                "number",
                                                                Long.toString(origin.number())),
                                                        Attribute.of("count", count.toString())),
                                                List.of())));
        return element(
                "head",
                List.of(
                        Attribute.of("jid", head.address().toString()),
                        Attribute.of("since", Long.toString(head.since())),
                        Attribute.of(
                                "seconds", Long.toString(head.terms().patience().toSeconds()))),
                children);
    }

    private static Element write(Saved.State state) {
        List<Node> children = new ArrayList<>();
        state.presence().ifPresent(presence -> children.add(presence.toElement()));
        state.values().forEach((key, value) -> Values.write(key, value).ifPresent(children::add));
        return element("state", List.of(), children);
    }

    private static Element write(String local, Unacked unacked) {
        List<Attribute> attributes = new ArrayList<>(3);
        attributes.add(Attribute.of("at", Long.toString(unacked.millis())));
        Origin origin = unacked.origin();
        if (origin != null) {
            attributes.add(Attribute.of("of", origin.id()));
            attributes.add(Attribute.of("number", Long.toString(origin.number())));
        }
        return element(local, attributes, List.of(unacked.stanza().toElement()));
    }

    private static Batch read(Element batch) {
        Map<String, Long> handled = new HashMap<>();
        batch.elements(NS, "handled")
                .forEach(it -> handled.put(it.attribute("id"), number(it, "h")));
        return new Batch(
                batch.elements(NS, "session").map(BatchCodec::saved).toList(),
                handled,
                batch.elements(NS, "ended").map(BatchCodec::tomb).toList(),
                batch.elements(NS, "passing").map(BatchCodec::passing).toList(),
                batch.elements(NS, "passed").map(it -> it.attribute("name")).toList());
    }

    private static Saved.Passing passing(Element passing) {
        return new Saved.Passing(
                FullJid.parse(passing.attribute("jid")),
                number(passing, "since"),
                passing.child(NS, "state").map(BatchCodec::state).orElseThrow());
    }

    /** What of filters is new; in version 1 there is nothing. */
    private static Waiting.News waiting(Element session) {
        TreeMap<Long, Unacked> come = new TreeMap<>();
        session.elements(NS, "held").forEach(it -> come.put(number(it, "name"), unacked(it)));
        return new Waiting.News(
                session.elements(NS, "gone").map(it -> number(it, "name")).toList(), come);
    }

    private static long number(Element element, String attribute) {
        return Long.parseLong(element.attribute(attribute));
    }

    private static Tombs.Tomb tomb(Element ended) {
        return new Tombs.Tomb(
                ended.attribute("id"),
                BareJid.parse(ended.attribute("jid")),
                number(ended, "h"),
                number(ended, "at"));
    }

    private static Saved saved(Element session) {
        return new Saved(
                session.attribute("id"),
                session.child(NS, "head").map(BatchCodec::head),
                session.child(NS, "state").map(BatchCodec::state),
                number(session, "a"),
                number(session, "n"),
                session.elements(NS, "out").map(BatchCodec::unacked).toList(),
                waiting(session),
                number(session, "lost"));
    }

    private static Saved.Head head(Element head) {
        Map<Origin, Integer> done = new HashMap<>();
        head.elements(NS, "done")
                .forEach(it -> done.put(origin(it), Integer.valueOf(it.attribute("count"))));
        Element request =
                head.elements().filter(it -> !it.namespace().equals(NS)).findFirst().orElseThrow();
        return new Saved.Head(
                FullJid.parse(head.attribute("jid")),
                number(head, "since"),
                new Tracking.Terms(true, Duration.ofSeconds(number(head, "seconds")), request),
                done);
    }

    private static Origin origin(Element element) {
        return new Origin(element.attribute("of"), number(element, "number"));
    }

    private static Saved.State state(Element state) {
        Map<String, Object> values = new HashMap<>();
        state.elements(NS, Values.ELEMENT)
                .forEach(
                        it ->
                                Values.read(it)
                                        .ifPresent(value -> values.put(Values.key(it), value)));
        Optional<Presence> presence =
                state.child(Stanza.CLIENT, "presence")
                        .map(Stanza::from)
                        .filter(Presence.class::isInstance)
                        .map(Presence.class::cast);
        return new Saved.State(presence, values);
    }

    private static Unacked unacked(Element out) {
        Element stanza = out.elements().findFirst().orElseThrow();
        return new Unacked(
                Stanza.from(stanza),
                stanza.utf8().remaining(),
                number(out, "at"),
                out.hasAttribute("of") ? origin(out) : null);
    }
}
