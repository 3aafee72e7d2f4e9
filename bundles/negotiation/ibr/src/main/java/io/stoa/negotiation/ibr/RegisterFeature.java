package io.stoa.negotiation.ibr;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.auth.AccountException;
import io.stoa.auth.Accounts;
import io.stoa.jid.BareJid;
import io.stoa.jid.JidException;
import io.stoa.stanza.Condition;
import io.stoa.stanza.ErrorType;
import io.stoa.stanza.IqGet;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;
import io.stoa.stanza.IqSet;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaError;
import io.stoa.stanza.StanzaException;
import io.stoa.stanza.StreamCondition;
import io.stoa.storage.StorageException;
import io.stoa.stream.Negotiation;
import io.stoa.stream.StreamException;
import io.stoa.stream.StreamFeature;
import io.stoa.xml.Element;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Optional;
import java.util.Set;

import javax.xml.namespace.QName;

/**
 * Lets a stranger make an account (XEP-0077 §3.1.1).
 *
 * <pre>{@code
 * S: <stream:features><register xmlns='http://jabber.org/features/iq-register'/></stream:features>
 * C: <iq type='set' id='r2'>
 *      <query xmlns='jabber:iq:register'>
 *        <username>bill</username><password>Calliope</password>
 *      </query>
 *    </iq>
 * S: <iq type='result' id='r2'/>
 * }</pre>
 */
@Component(property = "service.ranking:Integer=800")
public final class RegisterFeature implements StreamFeature {

    private static final Logger LOG = LoggerFactory.getLogger(RegisterFeature.class);

    private static final Element ADVERTISED =
            Element.of("http://jabber.org/features/iq-register", "register");

    private final Accounts accounts;
    private final RegistrationPolicy policy;

    /** Takes the accounts and the policy. */
    @Activate
    public RegisterFeature(
            @Reference(policyOption = GREEDY) Accounts accounts,
            @Reference(policyOption = GREEDY) RegistrationPolicy policy) {
        this.accounts = accounts;
        this.policy = policy;
    }

    @Override
    public Optional<Element> advertise(Negotiation negotiation) {
        return open(negotiation) && negotiation.account().isEmpty()
                ? Optional.of(ADVERTISED)
                : Optional.empty();
    }

    private boolean open(Negotiation negotiation) {
        return policy.registration() && policy.safe(negotiation.secured());
    }

    @Override
    public Set<QName> elements() {
        return Set.of(new QName(Forms.REGISTER, "query"));
    }

    @Override
    public Next negotiate(Element element, Negotiation negotiation) {
        if (negotiation.account().isPresent()) {
            // RFC 6120 §7.1
            throw new StreamException(StreamCondition.NOT_AUTHORIZED, "bind a resource first");
        }
        answer(element, negotiation).ifPresent(negotiation::write);
        return Next.CONTINUE;
    }

    private Optional<Element> answer(Element iq, Negotiation negotiation) {
        try {
            return Stanza.from(iq) instanceof IqRequest request
                    ? Optional.of(reply(request, negotiation).toElement())
                    : Optional.empty();
        } catch (StanzaException malformed) {
            Element error =
                    Element.of(Stanza.CLIENT, "iq", malformed.error().toElement())
                            .with("type", "error");
            return Optional.of(
                    iq.hasAttribute("id") ? error.with("id", iq.attribute("id")) : error);
        }
    }

    private IqResponse reply(IqRequest request, Negotiation negotiation) {
        try {
            checkOpen(request, negotiation);
            return switch (request) {
                case IqGet get -> get.result(Forms.blank());
                case IqSet set -> register(set, negotiation);
            };
        } catch (StanzaException refused) {
            return request.error(refused.error());
        } catch (AccountException refused) {
            return request.error(Refusals.of(refused).error());
        } catch (StorageException unavailable) {
            LOG.error("a registration could not be kept: {}", unavailable.toString());
            return request.error(
                    StanzaError.of(
                            ErrorType.WAIT, Condition.INTERNAL_SERVER_ERROR, "try again later"));
        }
    }

    private void checkOpen(IqRequest request, Negotiation negotiation) {
        boolean here =
                request.to().filter(to -> !to.toString().equals(negotiation.domain())).isEmpty();
        if (!here || !policy.registration()) {
            // §3.1: “If the host does not support In-Band Registration”
            throw new StanzaException(Condition.SERVICE_UNAVAILABLE);
        }
        if (!open(negotiation)) {
            throw Refusals.of(Condition.NOT_AUTHORIZED, "not without TLS");
        }
    }

    private IqResponse register(IqSet request, Negotiation negotiation) {
        Element query = request.payload();
        if (query.child(Forms.REGISTER, "remove").isPresent()) {
            // §3.2: there is no account yet
            throw new StanzaException(Condition.UNEXPECTED_REQUEST);
        }
        Submission submission = Submission.from(query);
        if (!submission.complete()) {
            throw Refusals.of(Condition.NOT_ACCEPTABLE, "a username and a password are needed");
        }
        BareJid account = account(submission.username(), negotiation.domain());
        if (policy.reserved(account.local())) {
            throw Refusals.of(Condition.NOT_ACCEPTABLE, "this name is reserved");
        }
        if (!policy.permits(negotiation.peer())) {
            throw Refusals.of(Condition.RESOURCE_CONSTRAINT, "too many registrations");
        }
        accounts.create(account, submission.password());
        LOG.info("{} was registered from {}", account, negotiation.peer());
        return request.result();
    }

    private static BareJid account(String username, String domain) {
        try {
            return BareJid.of(username, domain);
        } catch (JidException unacceptable) {
            throw Refusals.of(Condition.NOT_ACCEPTABLE, String.valueOf(unacceptable.getMessage()));
        }
    }
}
