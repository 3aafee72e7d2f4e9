package io.stoa.negotiation.bind;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.jid.BareJid;
import io.stoa.jid.JidException;
import io.stoa.session.Session;
import io.stoa.session.Sessions;
import io.stoa.stanza.Condition;
import io.stoa.stanza.IqGet;
import io.stoa.stanza.IqResponse;
import io.stoa.stanza.IqSet;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaError;
import io.stoa.stanza.StanzaException;
import io.stoa.stanza.StreamCondition;
import io.stoa.stanza.StreamError;
import io.stoa.stream.Negotiation;
import io.stoa.stream.StreamException;
import io.stoa.stream.StreamFeature;
import io.stoa.xml.Element;
import io.stoa.xml.Text;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

import javax.xml.namespace.QName;

/**
 * Binds a resource to a stream whose client has authenticated (RFC 6120 §7.6, §7.7).
 *
 * <pre>{@code
 * C: <iq id='b1' type='set'>
 *      <bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>balcony</resource></bind>
 *    </iq>
 * S: <iq id='b1' type='result'>
 *      <bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'>
 *        <jid>juliet@stoa.example/balcony</jid>
 *      </bind>
 *    </iq>
 * }</pre>
 */
@Component(configurationPid = "io.stoa.negotiation.bind", property = "service.ranking:Integer=500")
@Designate(ocd = BindFeature.Config.class)
public final class BindFeature implements StreamFeature {

    /** The configuration. */
    @ObjectClassDefinition(
            name = "Resource binding",
            description = "How resources are bound (RFC 6120 §7).")
    public @interface Config {

        /** What happens when a resource is taken. */
        @AttributeDefinition(
                description =
                        "What happens when a client asks for a resource that is connected: replace"
                                + " (the older stream is closed with conflict), refuse (the newer"
                                + " one gets an error), or rename (the newer one gets another"
                                + " resource); RFC 6120 §7.7.2.2.",
                options = {@Option("replace"), @Option("refuse"), @Option("rename")})
        String conflict() default "replace";
    }

    static final String NAMESPACE = "urn:ietf:params:xml:ns:xmpp-bind";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int RANDOM_BYTES = 16;

    /** How often to try again when others take the resource in the meantime. */
    private static final int TRIES = 4;

    private final Sessions sessions;
    private final Conflict conflict;

    /** Takes the sessions and the policy. */
    @Activate
    public BindFeature(@Reference(policyOption = GREEDY) Sessions sessions, Config config) {
        this.sessions = sessions;
        this.conflict = Conflict.of(config.conflict());
    }

    @Override
    public Optional<Element> advertise(Negotiation negotiation) {
        return negotiation.account().map(account -> Element.of(NAMESPACE, "bind"));
    }

    @Override
    public Set<QName> elements() {
        return Set.of(new QName(NAMESPACE, "bind"));
    }

    @Override
    public Next negotiate(Element element, Negotiation negotiation) {
        BareJid account =
                negotiation
                        .account()
                        .orElseThrow(
                                () ->
                                        new StreamException(
                                                StreamCondition.NOT_AUTHORIZED,
                                                "authenticate first"));
        answer(element, account, negotiation).ifPresent(negotiation::write);
        return Next.CONTINUE;
    }

    private Optional<Element> answer(Element iq, BareJid account, Negotiation negotiation) {
        try {
            return switch (Stanza.from(iq)) {
                case IqSet set -> Optional.of(bind(set, account, negotiation).toElement());
                case IqGet get -> Optional.of(get.error(Condition.BAD_REQUEST).toElement());
                // RFC 6120 §8.2.3: a response is not answered
                default -> Optional.empty();
            };
        } catch (StanzaException malformed) {
            Element error =
                    Element.of(Stanza.CLIENT, "iq", malformed.error().toElement())
                            .with("type", "error");
            return Optional.of(
                    iq.hasAttribute("id") ? error.with("id", iq.attribute("id")) : error);
        }
    }

    private IqResponse bind(IqSet request, BareJid account, Negotiation negotiation) {
        try {
            String wanted =
                    request.payload().child(NAMESPACE, "resource").map(Element::text).orElse("");
            Session session =
                    wanted.isEmpty()
                            ? negotiation.bind(made())
                            : bind(prepared(account, wanted), account, negotiation);
            return request.result(
                    Element.of(
                            NAMESPACE,
                            "bind",
                            Element.of(NAMESPACE, "jid", new Text(session.address().toString()))));
        } catch (StanzaException refused) {
            return request.error(refused.error());
        }
    }

    private static String prepared(BareJid account, String resource) {
        try {
            return account.with(resource).resource();
        } catch (JidException unacceptable) {
            // §7.7.2.3
            throw new StanzaException(
                    StanzaError.of(
                            Condition.BAD_REQUEST, String.valueOf(unacceptable.getMessage())));
        }
    }

    private Session bind(String wanted, BareJid account, Negotiation negotiation) {
        String resource = wanted;
        for (int tries = 1; ; tries++) {
            try {
                return negotiation.bind(resource);
            } catch (StanzaException refused) {
                boolean taken = refused.error().condition() == Condition.CONFLICT;
                if (!taken || conflict == Conflict.REFUSE || tries == TRIES) {
                    throw refused;
                }
            }
            if (conflict == Conflict.REPLACE) {
                replace(account, resource);
            } else {
                resource = made();
            }
        }
    }

    private void replace(BareJid account, String resource) {
        sessions.find(account.with(resource))
                .ifPresent(
                        older ->
                                older.close(
                                        StreamError.of(
                                                StreamCondition.CONFLICT,
                                                "another stream has taken this resource")));
    }

    /** A resource that nobody can guess (§13.10.2). */
    private static String made() {
        byte[] bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
