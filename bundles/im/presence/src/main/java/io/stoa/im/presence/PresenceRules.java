package io.stoa.im.presence;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.bus.Context;
import io.stoa.bus.PresenceHandler;
import io.stoa.im.Rosters;
import io.stoa.jid.Jid;
import io.stoa.session.Session;
import io.stoa.session.Sessions;
import io.stoa.stanza.Condition;
import io.stoa.stanza.Presence;
import io.stoa.stanza.PresenceType;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaError;
import io.stoa.stanza.StanzaException;
import io.stoa.storage.Storage;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

import java.time.InstantSource;

/**
 * Decides what becomes of presence (RFC 6121 §3, §4): for the account that sends it, and for the
 * account at which it arrives.
 *
 * <pre>{@code
 * C: <presence><show>away</show></presence>
 * S: <presence from='juliet@example.com/balcony' to='romeo@example.net'><show>away</show></presence>
 * }</pre>
 */
@Component(configurationPid = "io.stoa.im.presence")
@Designate(ocd = PresenceRules.Config.class)
public final class PresenceRules implements PresenceHandler {

    /** The configuration. */
    @ObjectClassDefinition(name = "Presence", description = "Limits on presence (RFC 6121 §3, §4).")
    public @interface Config {

        /** The limit on directed presence. */
        @AttributeDefinition(
                description =
                        "To how many entities one resource may send directed presence at a time,"
                                + " chat rooms among them; one more is refused with"
                                + " resource-constraint (RFC 6121 §4.6).")
        int directed() default 1000;

        /** The limit on requests of strangers. */
        @AttributeDefinition(
                description =
                        "How many unanswered subscription requests of people who are not in the"
                                + " roster are kept for an account (RFC 6121 §3.1.3).")
        int requests() default 200;

        /** The limit on each request. */
        @AttributeDefinition(
                description =
                        "How many bytes of XML an unanswered subscription request may have; of a"
                                + " longer one only the bare request is kept.")
        int requestLength() default 10000;

        /** Whether the time of the last unavailable presence is kept. */
        @AttributeDefinition(
                description =
                        "Whether contacts who probe an offline account are told since when it is"
                                + " offline, and its last status (RFC 6121 §4.3.2).")
        boolean lastUnavailable() default true;
    }

    private final Resources resources;
    private final Subscriptions subscriptions;
    private final DirectedPresence directed;
    private final Broadcast broadcast;
    private final Probes probes;
    private final Sessions sessions;

    /** Takes what it needs; sessions may be older than this component. */
    @Activate
    public PresenceRules(
            @Reference(policyOption = GREEDY) Rosters rosters,
            @Reference(policyOption = GREEDY) Sessions sessions,
            @Reference(policyOption = GREEDY) Storage storage,
            Config config) {
        this.sessions = sessions;
        this.resources = new Resources(sessions);
        this.subscriptions = new Subscriptions(rosters, resources, config);
        this.directed = new DirectedPresence(config.directed());
        LastPresence last =
                new LastPresence(storage, InstantSource.system(), config.lastUnavailable());
        this.broadcast = new Broadcast(rosters, resources, directed, last);
        this.probes = new Probes(rosters, resources, directed, last);
        sessions.all().forEach(Broadcast::adopt);
    }

    @Override
    public void handle(Presence presence, Context context) {
        switch (context.leg()) {
            case SENT -> context.session().ifPresent(it -> sent(presence, it, context));
            case RECEIVED -> presence.from().ifPresent(it -> received(presence, it, context));
        }
    }

    private void sent(Presence presence, Session session, Context context) {
        switch (presence.type()) {
            case AVAILABLE, UNAVAILABLE -> available(presence, session, context);
            case SUBSCRIBE, SUBSCRIBED, UNSUBSCRIBE, UNSUBSCRIBED ->
                    subscriptions.outbound(presence, context);
            // §4.3: a client SHOULD NOT, but must not be told off; without an address, its own
            case PROBE ->
                    context.send(
                            presence.to().isPresent() ? presence : presence.withTo(context.self()));
            case ERROR -> {
                if (presence.to().isPresent()) {
                    context.send(presence);
                }
            }
        }
    }

    private void available(Presence presence, Session session, Context context) {
        boolean here = presence.type() == PresenceType.AVAILABLE;
        Presence stamped = presence.withFrom(session.address());
        if (presence.to().isPresent()) {
            directed(stamped, presence.to().get(), here, session, context);
        } else if (here) {
            requirePriority(presence);
            broadcast.available(stamped, session, context);
        } else {
            broadcast.unavailable(stamped, session, context);
        }
    }

    /** §4.6.3. */
    private void directed(
            Presence presence, Jid entity, boolean here, Session session, Context context) {
        if (here) {
            directed.add(session, entity);
        } else {
            directed.remove(session, entity);
        }
        context.send(presence);
    }

    /** §4.7.2.3. */
    private static void requirePriority(Presence presence) {
        boolean valid =
                presence.payload(Stanza.CLIENT, "priority")
                        .map(it -> PriorityText.valid(it.text()))
                        .orElse(true);
        if (!valid) {
            throw new StanzaException(
                    StanzaError.of(
                            Condition.BAD_REQUEST, "a priority is a number from -128 to 127"));
        }
    }

    private void received(Presence presence, Jid from, Context context) {
        switch (presence.type()) {
            // §8.5.2.1.2: also from who is not in the roster (§4.6.4)
            case AVAILABLE, ERROR -> resources.deliver(context.self(), presence);
            case UNAVAILABLE -> {
                // §4.6.1: SHOULD remove any entity that sends unavailable presence
                sessions.of(context.self()).forEach(it -> directed.remove(it, from));
                resources.deliver(context.self(), presence);
            }
            case PROBE -> probes.answer(presence, from, context);
            case SUBSCRIBE, SUBSCRIBED, UNSUBSCRIBE, UNSUBSCRIBED ->
                    subscriptions.inbound(presence, from.bare(), context);
        }
    }
}
