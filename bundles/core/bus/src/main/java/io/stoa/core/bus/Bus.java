package io.stoa.core.bus;

import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.auth.Accounts;
import io.stoa.bus.Passage;
import io.stoa.bus.Router;
import io.stoa.bus.StanzaBus;
import io.stoa.jid.FullJid;
import io.stoa.session.Session;
import io.stoa.session.SessionRegistry;
import io.stoa.session.Sessions;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;
import io.stoa.stanza.Message;
import io.stoa.stanza.Stanza;

import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/** The stanza bus. Thread-safe. */
@Component(configurationPid = "io.stoa.core.bus")
@Designate(ocd = Bus.Config.class)
public final class Bus implements StanzaBus {

    /** The configuration. */
    @ObjectClassDefinition(name = "Bus", description = "The path that every stanza takes.")
    public @interface Config {

        /** The interceptors without which nothing passes. */
        @AttributeDefinition(
                description =
                        "Bundles whose interceptors must be there, such as io.stoa.im.blocking;"
                                + " while one is missing, stanzas are answered with"
                                + " internal-server-error of type wait instead of passing it by.")
        String[] required() default {};
    }

    private final KnownAccounts accounts = new KnownAccounts();
    private final Lanes lanes = new Lanes();
    private final PendingIqs pending = new PendingIqs();
    private final Carrier carrier;

    /** Takes the ports that the path needs. */
    @Activate
    public Bus(
            @Reference(policyOption = GREEDY) DispatchTable table,
            @Reference(policyOption = GREEDY) Router router,
            @Reference(policyOption = GREEDY) SessionRegistry registry,
            @Reference(policyOption = GREEDY) Sessions sessions,
            Config config) {
        this.carrier =
                new Carrier(
                        table::now,
                        router,
                        registry,
                        sessions,
                        accounts::get,
                        pending,
                        new Interceptors(
                                table::now,
                                Arrays.stream(config.required())
                                        .map(String::strip)
                                        .filter(name -> !name.isEmpty())
                                        .toList()),
                        table::sends);
    }

    /** Takes who knows the accounts; asked for only when needed, see {@link KnownAccounts}. */
    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    public void bindAccounts(ComponentServiceObjects<Accounts> known) {
        accounts.bind(known);
    }

    /** Forgets who knew the accounts, unless another has come meanwhile. */
    public void unbindAccounts(ComponentServiceObjects<Accounts> known) {
        accounts.unbind(known);
    }

    @Override
    public void send(Stanza stanza) {
        requireOutsideOfLegs();
        if (!carrier.sends().getAsBoolean()) {
            throw new IllegalStateException("too many stanzas sent in one call");
        }
        StanzaPassage passage = new StanzaPassage(lanes);
        carrier.own(stanza, passage);
        passage.advance(true);
    }

    @Override
    public void submit(Message message) {
        requireOutsideOfLegs();
        StanzaPassage passage = new StanzaPassage(lanes);
        carrier.submitted(message, passage);
        passage.advance(true);
    }

    @Override
    public IqResponse request(IqRequest request, Duration patience) throws InterruptedException {
        requireOutsideOfLegs();
        return pending.request(request, patience, this::send);
    }

    @Override
    public Passage passage(Stanza stanza, Session session) {
        StanzaPassage passage = new StanzaPassage(lanes);
        passage.then(new SentStep(carrier, stanza, session));
        return passage;
    }

    @Override
    public void undelivered(Stanza stanza, FullJid resource, Instant delivered) {
        requireOutsideOfLegs();
        StanzaPassage passage = new StanzaPassage(lanes);
        passage.then(new ReceivedStep.Undelivered(carrier, stanza, resource.bare(), delivered));
        passage.advance(true);
    }

    private void requireOutsideOfLegs() {
        if (lanes.held()) {
            throw new IllegalStateException(
                    "inside a leg: use Context.send, which sends when the leg is over");
        }
    }
}
