package io.stoa.service.privilege;

import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.bus.Schedule;
import io.stoa.bus.StanzaBus;
import io.stoa.im.RosterItem.Subscription;
import io.stoa.im.Rosters;
import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;
import io.stoa.stanza.Condition;
import io.stoa.stanza.Forwarded;
import io.stoa.stanza.IqGet;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;
import io.stoa.stanza.IqResult;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaError;
import io.stoa.stanza.StanzaException;
import io.stoa.xml.Element;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Asks for accounts: their rosters (XEP-0356 §4), and anything else of a namespace that is granted
 * (§6). A request goes out as the account's own, so that whoever answers it needs to know nothing
 * of privileges; the component's stream does not wait for the answer. Thread-safe; may block.
 */
@Component(service = AskedFor.class)
public final class AskedFor {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** So many requests of one component may be unanswered. */
    private static final int MOST = 200;

    private final Place place;
    private final StanzaBus bus;
    private final Schedule schedule;
    private final Map<BareJid, AtomicInteger> open = new ConcurrentHashMap<>();

    /** Who keeps rosters, for what only a privileged component may change in one. */
    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable Rosters rosters;

    /** Takes for whom may be asked, and the bus. */
    @Activate
    public AskedFor(
            @Reference(policyOption = GREEDY) Place place,
            @Reference(policyOption = GREEDY) StanzaBus bus,
            @Reference(policyOption = GREEDY) Schedule schedule) {
        this.place = place;
        this.bus = bus;
        this.schedule = schedule;
    }

    private static Access type(IqRequest request) {
        return request instanceof IqGet ? Access.GET : Access.SET;
    }

    /**
     * Gets or changes a roster (§4.3).
     *
     * @throws StanzaException with {@code forbidden} when it is not granted
     */
    void roster(IqRequest request, Grant grant, BareJid component) {
        if (!grant.roster().grants(type(request))) {
            throw new StanzaException(Condition.FORBIDDEN);
        }
        BareJid account = place.account(request.to());
        IqRequest asked = request.withFrom(account).withTo(account);
        ask(
                asked,
                component,
                answer -> {
                    if (answer instanceof IqResult && type(request) == Access.SET) {
                        subscribe(request.payload(), account, component);
                    }
                    send(answer.withFrom(account).withTo(component), request.id());
                });
    }

    /**
     * What goes from and to a contact at the component itself is the component's to say: it answers
     * for the contact, and the account has registered there. Of anybody else it is not (RFC 6121
     * §2.1.2.5).
     */
    private void subscribe(Element query, BareJid account, BareJid component) {
        Rosters known = rosters;
        Optional<Element> item = query.elements().findFirst();
        Optional<BareJid> contact =
                item.map(it -> Jid.parse(it.attribute("jid")).bare())
                        .filter(it -> it.domain().equals(component.domain()));
        Optional<Subscription> wanted =
                item.flatMap(it -> subscription(it.attribute("subscription")));
        if (known != null && contact.isPresent() && wanted.isPresent()) {
            known.update(
                    account,
                    contact.get(),
                    present -> present.map(it -> it.with(wanted.get()).pendingOut(false)));
        }
    }

    private static Optional<Subscription> subscription(String word) {
        return Arrays.stream(Subscription.values())
                .filter(it -> it.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
    }

    /**
     * Sends a request for an account (§6.3).
     *
     * @throws StanzaException with {@code forbidden} for each of the reasons of §6.3
     */
    void wrapped(IqRequest request, Grant grant, BareJid component) {
        BareJid account = place.account(request.to());
        IqRequest inner = inner(request, account);
        Access granted = grant.iq().getOrDefault(inner.payload().namespace(), Access.NONE);
        if (type(inner) != type(request) || !granted.grants(type(inner))) {
            throw new StanzaException(Condition.FORBIDDEN);
        }
        IqRequest asked = inner.withFrom(account);
        ask(
                asked.to().isPresent() ? asked : asked.withTo(account),
                component,
                answer -> {
                    Stanza seen = answer.withId(inner.id());
                    Element privilege =
                            Element.of(
                                    Grant.NAMESPACE, "privilege", Forwarded.of(seen).toElement());
                    bus.send(request.result(privilege));
                });
    }

    private static IqRequest inner(IqRequest request, BareJid account) {
        List<Element> children = request.payload().elements().toList();
        if (children.size() != 1 || !children.getFirst().is(Stanza.CLIENT, "iq")) {
            throw new StanzaException(Condition.FORBIDDEN);
        }
        if (!(Stanza.from(children.getFirst()) instanceof IqRequest inner)) {
            throw new StanzaException(Condition.BAD_REQUEST);
        }
        if (inner.from().filter(it -> !it.equals(account)).isPresent()) {
            throw new StanzaException(Condition.FORBIDDEN);
        }
        return inner;
    }

    private void ask(IqRequest asked, BareJid component, Consumer<IqResponse> answered) {
        AtomicInteger count = open.computeIfAbsent(component, absent -> new AtomicInteger());
        if (count.incrementAndGet() > MOST) {
            count.decrementAndGet();
            throw new StanzaException(
                    StanzaError.of(
                            Condition.RESOURCE_CONSTRAINT,
                            "more than " + MOST + " requests are unanswered"));
        }
        schedule.after(
                Duration.ZERO,
                () -> {
                    try {
                        answered.accept(bus.request(asked, PATIENCE));
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                    } finally {
                        count.decrementAndGet();
                    }
                });
    }

    private void send(Stanza answer, String id) {
        bus.send(answer.withId(id));
    }
}
