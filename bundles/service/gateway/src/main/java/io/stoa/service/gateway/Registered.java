package io.stoa.service.gateway;

import io.stoa.gateway.Login;
import io.stoa.gateway.Network;
import io.stoa.gateway.Question;
import io.stoa.gateway.Registration;
import io.stoa.service.gateway.limits.Usage;
import io.stoa.xml.Element;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The registration of an account at a gateway. It holds nothing of the network, which may leave
 * while somebody thinks. Thread-safe; blocks.
 */
record Registered(
        Gateways gateways,
        Exchange exchange,
        Usage usage,
        Place place,
        String title,
        List<Question> questions,
        AtomicBoolean changed)
        implements Registration {

    Registered {
        questions = List.copyOf(questions);
    }

    static Registered of(Gateways gateways, Exchange exchange, Network network, Place place) {
        return new Registered(
                gateways,
                exchange,
                exchange.usage(network),
                place,
                network.title(),
                network.questions(),
                new AtomicBoolean());
    }

    @Override
    public String instructions() {
        return "Log in to " + title;
    }

    @Override
    public Optional<Map<String, String>> known() {
        return exchange.registrations().answers(place.account(), place.domain());
    }

    @Override
    public void put(Map<String, String> answers) {
        Optional<Element> before = exchange.registrations().kept(place.account(), place.domain());
        exchange.registrations().put(new Login(place.account(), answers), place.domain());
        list(before);
        usage.count(before.isEmpty() ? Usage.Event.REGISTERED : Usage.Event.CHANGED);
        changed.set(true);
    }

    /** Who is refused, because the roster is full, has registered nothing and changed nothing. */
    private void list(Optional<Element> before) {
        boolean listed = false;
        try {
            exchange.list(place, title);
            listed = true;
        } finally {
            if (!listed) {
                exchange.registrations().restore(place.account(), place.domain(), before);
            }
        }
    }

    @Override
    public String loss() {
        return "This logs you out of %s, and takes its contacts out of your contact list."
                .formatted(title);
    }

    @Override
    public void remove() {
        gateways.end(place);
        exchange.forget(place);
        usage.count(Usage.Event.REMOVED);
        changed.set(true);
    }

    /** There are secrets in what it knows. */
    @Override
    public String toString() {
        return place.toString();
    }
}
