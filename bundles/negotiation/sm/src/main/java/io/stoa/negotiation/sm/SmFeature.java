package io.stoa.negotiation.sm;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.bus.NonBlocking;
import io.stoa.jid.BareJid;
import io.stoa.session.Session;
import io.stoa.session.Tracking;
import io.stoa.session.Trackings;
import io.stoa.stanza.Condition;
import io.stoa.stanza.StreamCondition;
import io.stoa.stanza.StreamError;
import io.stoa.stream.Negotiation;
import io.stoa.stream.StreamException;
import io.stoa.stream.StreamFeature;
import io.stoa.xml.Element;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import javax.xml.namespace.QName;

/**
 * Speaks stream management with clients (XEP-0198). What is counted and kept is the session's own
 * affair and outlives this feature.
 *
 * <pre>{@code
 * C: <enable xmlns='urn:xmpp:sm:3' resume='true'/>
 * S: <enabled xmlns='urn:xmpp:sm:3' id='zSkW5Zt0' max='600' resume='true'/>
 * C: <message to='romeo@example.net'><body>Wherefore art thou?</body></message>
 * C: <r xmlns='urn:xmpp:sm:3'/>
 * S: <a xmlns='urn:xmpp:sm:3' h='1'/>
 *    (the connection is lost; on another one, after authentication)
 * C: <resume xmlns='urn:xmpp:sm:3' h='4' previd='zSkW5Zt0'/>
 * S: <resumed xmlns='urn:xmpp:sm:3' h='1' previd='zSkW5Zt0'/>
 * }</pre>
 */
@Component(configurationPid = "io.stoa.negotiation.sm", property = "service.ranking:Integer=400")
@Designate(ocd = SmFeature.Config.class)
@NonBlocking
public final class SmFeature implements StreamFeature {

    /** The configuration. */
    @ObjectClassDefinition(
            name = "Stream management",
            description = "Acknowledgements and resumption (XEP-0198).")
    public @interface Config {

        /** Where clients should come back to. */
        @AttributeDefinition(
                description =
                        "Where clients should connect to resume a session, as host:port or"
                                + " [IPv6]:port; empty when wherever they find the server"
                                + " (XEP-0198 §3).")
        String location() default "";
    }

    static final String NAMESPACE = "urn:xmpp:sm:3";

    private static final Element ADVERTISED = Element.of(NAMESPACE, "sm");
    private static final Element REQUEST = Element.of(NAMESPACE, "r");

    private final Trackings trackings;
    private final String location;

    /** Takes the counts and the configuration. */
    @Activate
    public SmFeature(@Reference(policyOption = GREEDY) Trackings trackings, Config config) {
        this.trackings = trackings;
        this.location = config.location();
    }

    @Override
    public Optional<Element> advertise(Negotiation negotiation) {
        // §2: when the client may begin to send stanzas, not before
        return negotiation.account().map(account -> ADVERTISED);
    }

    @Override
    public Set<QName> elements() {
        return Set.of(name("enable"), name("resume"), name("r"), name("a"));
    }

    private static QName name(String local) {
        return new QName(NAMESPACE, local);
    }

    @Override
    public Next negotiate(Element element, Negotiation negotiation) {
        switch (element.local()) {
            case "enable" -> enable(element, negotiation);
            case "resume" -> resume(element, negotiation);
            case "r" -> requested(negotiation);
            default -> acknowledged(element, negotiation);
        }
        return Next.CONTINUE;
    }

    // ── §3: enabling ──

    private void enable(Element enable, Negotiation negotiation) {
        Optional<Session> session = negotiation.session();
        if (session.isEmpty()) {
            // §3: not before a resource is bound
            negotiation.write(failed(Condition.UNEXPECTED_REQUEST));
            return;
        }
        Tracking.Terms terms = new Tracking.Terms(Asked.resume(enable), Asked.max(enable), REQUEST);
        if (trackings.begin(session.get(), terms, this::enabled).isEmpty()) {
            // §3: the client SHALL make one attempt, the server SHOULD end the stream of one that
            // makes more
            negotiation.write(failed(Condition.UNEXPECTED_REQUEST));
            throw new StreamException(
                    StreamCondition.POLICY_VIOLATION, "stream management is enabled already");
        }
    }

    private Element enabled(Tracking tracking) {
        Element enabled = Element.of(NAMESPACE, "enabled");
        if (!tracking.resumable()) {
            return enabled;
        }
        enabled =
                enabled.with("id", tracking.id())
                        .with("resume", "true")
                        .with("max", Long.toString(tracking.patience().toSeconds()));
        return location.isEmpty() ? enabled : enabled.with("location", location);
    }

    // ── §5: resumption ──

    private void resume(Element resume, Negotiation negotiation) {
        Optional<BareJid> account = negotiation.account();
        OptionalLong count = Asked.count(resume);
        String id = resume.attribute("previd");
        if (account.isEmpty() || negotiation.session().isPresent()) {
            negotiation.write(failed(Condition.UNEXPECTED_REQUEST));
        } else if (count.isEmpty() || id.isEmpty()) {
            negotiation.write(failed(Condition.BAD_REQUEST));
        } else if (!resumed(account.get(), id, count.getAsLong(), negotiation)) {
            // the client may bind a resource now
            Element failed = failed(Condition.ITEM_NOT_FOUND);
            OptionalLong known = trackings.ended(account.get(), id);
            negotiation.write(
                    known.isPresent()
                            ? failed.with("h", Long.toString(known.getAsLong() % Tracking.MODULUS))
                            : failed);
        }
    }

    private boolean resumed(BareJid account, String id, long count, Negotiation negotiation) {
        Optional<Tracking> tracking = trackings.find(account, id);
        if (tracking.isEmpty()) {
            return false;
        }
        requirePossible(tracking.get(), count);
        return negotiation.resume(tracking.get(), SmFeature::resumed);
    }

    private static Element resumed(Tracking tracking) {
        return Element.of(NAMESPACE, "resumed")
                .with("previd", tracking.id())
                .with("h", Long.toString(tracking.handled()));
    }

    // ── §4: acknowledgements ──

    private void requested(Negotiation negotiation) {
        Optional<Tracking> tracking = negotiation.session().flatMap(trackings::of);
        if (tracking.isEmpty()) {
            negotiation.write(failed(Condition.UNEXPECTED_REQUEST));
            return;
        }
        tracking.get()
                .answer(
                        Element.of(NAMESPACE, "a")
                                .with("h", Long.toString(tracking.get().handled())));
    }

    private void acknowledged(Element answer, Negotiation negotiation) {
        Optional<Tracking> tracking = negotiation.session().flatMap(trackings::of);
        OptionalLong count = Asked.count(answer);
        if (tracking.isEmpty()) {
            negotiation.write(failed(Condition.UNEXPECTED_REQUEST));
        } else if (count.isEmpty()) {
            throw new StreamException(
                    StreamCondition.BAD_FORMAT, "h is a number from 0 to 4294967295");
        } else {
            requirePossible(tracking.get(), count.getAsLong());
        }
    }

    /** §6: who has handled more than there was has lost count. */
    private static void requirePossible(Tracking tracking, long count) {
        if (tracking.acknowledged(count)) {
            return;
        }
        String sent = Long.toString(tracking.sent());
        throw new StreamException(
                StreamError.of(
                                StreamCondition.UNDEFINED_CONDITION,
                                "You acknowledged "
                                        + count
                                        + " stanzas, but I only sent you "
                                        + sent
                                        + " so far.")
                        .with(
                                Element.of(NAMESPACE, "handled-count-too-high")
                                        .with("h", Long.toString(count))
                                        .with("send-count", sent)));
    }

    private static Element failed(Condition condition) {
        return Element.of(
                NAMESPACE,
                "failed",
                Element.of("urn:ietf:params:xml:ns:xmpp-stanzas", condition.element()));
    }
}
