package io.stoa.negotiation.sasl;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.auth.Credentials;
import io.stoa.auth.SaslError;
import io.stoa.auth.SaslExchange;
import io.stoa.auth.SaslExchange.Step;
import io.stoa.auth.SaslMechanism;
import io.stoa.auth.SaslStream;
import io.stoa.jid.BareJid;
import io.stoa.stanza.StreamCondition;
import io.stoa.storage.StorageException;
import io.stoa.stream.Negotiation;
import io.stoa.stream.StreamException;
import io.stoa.stream.StreamFeature;
import io.stoa.xml.Element;
import io.stoa.xml.Text;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import javax.xml.namespace.QName;

/**
 * Negotiates SASL (RFC 6120 §6.4). What a mechanism does is its own affair; here is how XMPP
 * carries it.
 *
 * <pre>{@code
 * C: <auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='SCRAM-SHA-256'>biws…</auth>
 * S: <challenge xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>cj1…</challenge>
 * C: <response xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>Yz1…</response>
 * S: <success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>dj1…</success>
 * }</pre>
 */
@Component(property = "service.ranking:Integer=900")
public final class SaslFeature implements StreamFeature {

    static final String NAMESPACE = "urn:ietf:params:xml:ns:xmpp-sasl";

    private static final Logger LOG = LoggerFactory.getLogger(SaslFeature.class);

    /** How data of no length is written where its absence would mean something else (§6.4.2). */
    private static final String EMPTY = "=";

    private final Attempts attempts = new Attempts();
    private final Mechanisms mechanisms;
    private final LoginPolicy policy;
    private final Credentials credentials;

    /** Takes the mechanisms, the policy, and who knows the accounts. */
    @Activate
    public SaslFeature(
            @Reference(policyOption = GREEDY) Mechanisms mechanisms,
            @Reference(policyOption = GREEDY) LoginPolicy policy,
            @Reference(policyOption = GREEDY) Credentials credentials) {
        this.mechanisms = mechanisms;
        this.policy = policy;
        this.credentials = credentials;
    }

    @Override
    public Optional<Element> advertise(Negotiation negotiation) {
        if (negotiation.account().isPresent()) {
            return Optional.empty();
        }
        List<Element> offered =
                mechanisms.stream(negotiation).advertised().stream()
                        .map(name -> Element.of(NAMESPACE, "mechanism", new Text(name)))
                        .toList();
        return offered.isEmpty()
                ? Optional.empty()
                : Optional.of(Element.of(NAMESPACE, "mechanisms").withChildren(offered));
    }

    @Override
    public Set<QName> elements() {
        return Set.of(
                new QName(NAMESPACE, "auth"),
                new QName(NAMESPACE, "response"),
                new QName(NAMESPACE, "abort"));
    }

    @Override
    public Next negotiate(Element element, Negotiation negotiation) throws InterruptedException {
        if (negotiation.account().isPresent()) {
            throw new StreamException(StreamCondition.POLICY_VIOLATION, "you are logged in");
        }
        return switch (step(element, negotiation)) {
            case Step.Success success -> succeed(success, negotiation);
            case Step.Failure failure -> fail(failure, negotiation);
            case Step.Challenge unfinished ->
                    fail(new Step.Failure(SaslError.ABORTED), negotiation);
        };
    }

    /** The last step of an exchange. */
    private Step step(Element element, Negotiation negotiation) throws InterruptedException {
        try {
            return switch (element.local()) {
                case "auth" -> admitted(exchange(element, negotiation));
                case "abort" -> new Step.Failure(SaslError.ABORTED);
                default -> new Step.Failure(SaslError.MALFORMED_REQUEST);
            };
        } catch (SaslFailure failure) {
            return new Step.Failure(failure.error());
        } catch (StorageException unavailable) {
            LOG.error("a log-in could not be checked: {}", unavailable.toString());
            return new Step.Failure(SaslError.TEMPORARY_AUTH_FAILURE);
        }
    }

    /** §6.5.2: only who has given the password learns that the account is disabled. */
    private Step admitted(Step step) {
        return step instanceof Step.Success(BareJid account, byte[] data)
                        && credentials.disabled(account)
                ? new Step.Failure(SaslError.ACCOUNT_DISABLED, false)
                : step;
    }

    private Step exchange(Element auth, Negotiation negotiation) throws InterruptedException {
        SaslStream stream = mechanisms.stream(negotiation);
        SaslExchange exchange = mechanism(auth.attribute("mechanism"), stream).start(stream);
        Step step =
                auth.text().isEmpty()
                        // no initial response: an empty challenge asks for it (§6.4.2, §6.4.3)
                        ? new Step.Challenge(new byte[0])
                        : exchange.next(data(auth));
        while (step instanceof Step.Challenge(byte[] challenge)) {
            negotiation.write(
                    Element.of(NAMESPACE, "challenge", new Text(Encodings.base64(challenge))));
            step = exchange.next(response(negotiation.read()));
        }
        return step;
    }

    private SaslMechanism mechanism(String name, SaslStream stream) {
        SaslMechanism mechanism =
                mechanisms
                        .find(name)
                        .orElseThrow(() -> new SaslFailure(SaslError.INVALID_MECHANISM));
        if (!mechanism.offered(stream)) {
            // §6.5.4, §6.5.7
            throw new SaslFailure(
                    stream.secured() ? SaslError.INVALID_MECHANISM : SaslError.ENCRYPTION_REQUIRED);
        }
        return mechanism;
    }

    private static byte[] response(Element element) {
        if (element.is(NAMESPACE, "response")) {
            return data(element);
        }
        if (element.is(NAMESPACE, "abort")) {
            throw new SaslFailure(SaslError.ABORTED);
        }
        throw new StreamException(StreamCondition.NOT_AUTHORIZED, "answer the challenge, or abort");
    }

    private static byte[] data(Element element) {
        String text = element.text();
        return text.equals(EMPTY)
                ? new byte[0]
                : Encodings.base64(text, SaslError.INCORRECT_ENCODING);
    }

    private Next succeed(Step.Success success, Negotiation negotiation) {
        attempts.forget(negotiation);
        Element element = Element.of(NAMESPACE, "success");
        negotiation.write(
                success.data().length == 0
                        ? element
                        : element.with(new Text(Encodings.base64(success.data()))));
        negotiation.authenticated(success.account());
        return Next.RESTART;
    }

    private Next fail(Step.Failure failure, Negotiation negotiation) {
        negotiation.write(
                Element.of(NAMESPACE, "failure", Element.of(NAMESPACE, failure.error().element())));
        if (attempts.failed(negotiation, failure.guess()) >= policy.attempts()) {
            // §6.4.5
            throw new StreamException(StreamCondition.POLICY_VIOLATION, "too many attempts");
        }
        return Next.CONTINUE;
    }
}
