package io.stoa.negotiation.ibr;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.auth.AccountException;
import io.stoa.auth.Accounts;
import io.stoa.bus.Context;
import io.stoa.bus.DiscoProvider;
import io.stoa.bus.HandlesIq;
import io.stoa.bus.IqHandler;
import io.stoa.bus.Target;
import io.stoa.jid.BareJid;
import io.stoa.session.Session;
import io.stoa.session.Sessions;
import io.stoa.stanza.Condition;
import io.stoa.stanza.ErrorType;
import io.stoa.stanza.IqGet;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;
import io.stoa.stanza.IqSet;
import io.stoa.stanza.StanzaError;
import io.stoa.stanza.StanzaException;
import io.stoa.stanza.StreamCondition;
import io.stoa.stanza.StreamError;
import io.stoa.xml.Element;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.List;

/**
 * Lets people who are logged in change their password and cancel their account (XEP-0077 §3.2,
 * §3.3).
 *
 * <pre>{@code
 * C: <iq type='set' to='stoa.example' id='c1'>
 *      <query xmlns='jabber:iq:register'>
 *        <username>juliet</username><password>newpass</password>
 *      </query>
 *    </iq>
 * S: <iq type='result' from='stoa.example' id='c1'/>
 * C: <iq type='set' id='u1'><query xmlns='jabber:iq:register'><remove/></query></iq>
 * S: <iq type='result' id='u1'/>
 * S: <stream:error><not-authorized xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>
 * }</pre>
 */
@Component(service = {IqHandler.class, DiscoProvider.class})
@HandlesIq(
        namespace = Forms.REGISTER,
        target = {Target.SERVER, Target.ACCOUNT})
public final class AccountHandler implements IqHandler, DiscoProvider {

    private final Accounts accounts;
    private final Sessions sessions;
    private final RegistrationPolicy policy;

    /** Takes the accounts, their sessions, and the policy. */
    @Activate
    public AccountHandler(
            @Reference(policyOption = GREEDY) Accounts accounts,
            @Reference(policyOption = GREEDY) Sessions sessions,
            @Reference(policyOption = GREEDY) RegistrationPolicy policy) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.policy = policy;
    }

    /** §10. */
    @Override
    public List<Element> info(Query query) {
        return query.target() == Target.SERVER && query.node().isEmpty() && supported()
                ? List.of(
                        Element.of("http://jabber.org/protocol/disco#info", "feature")
                                .with("var", Forms.REGISTER))
                : List.of();
    }

    private boolean supported() {
        return policy.registration() || policy.passwordChange();
    }

    @Override
    public IqResponse handle(IqRequest request, Context context) {
        Session session =
                context.session()
                        .filter(it -> owns(it, context))
                        .orElseThrow(AccountHandler::unavailable);
        if (!supported()) {
            throw unavailable();
        }
        return switch (request) {
            case IqGet get -> get.result(Forms.registered(session.address().local()));
            case IqSet set -> change(set, session);
        };
    }

    /** Whether the request came from an account of the very domain that is asked. */
    private static boolean owns(Session session, Context context) {
        return session.address().domain().equals(context.self().domain());
    }

    private static StanzaException unavailable() {
        return new StanzaException(Condition.SERVICE_UNAVAILABLE);
    }

    private IqResponse change(IqSet request, Session session) {
        Element query = request.payload();
        try {
            return query.child(Forms.REGISTER, "remove").isPresent()
                    ? cancel(request, session)
                    : password(request, session);
        } catch (AccountException refused) {
            throw Refusals.of(refused);
        }
    }

    private IqResponse password(IqSet request, Session session) {
        Submission submission = Submission.from(request.payload());
        BareJid account = session.address().bare();
        if (!policy.passwordChange()) {
            throw Refusals.of(Condition.NOT_ALLOWED, "passwords cannot be changed in band");
        }
        if (!policy.safe(session.encrypted())) {
            throw new StanzaException(
                    StanzaError.of(ErrorType.MODIFY, Condition.NOT_AUTHORIZED, "not without TLS"));
        }
        if (!submission.complete()) {
            // §3.3: an empty password leaves the old one
            throw Refusals.of(Condition.BAD_REQUEST, "a username and a password are needed");
        }
        if (!names(submission.username(), account)) {
            throw Refusals.of(Condition.NOT_ALLOWED, "this is not your account");
        }
        accounts.password(account, submission.password());
        return request.result();
    }

    /** The examples of §3.3 have the localpart; its form has the address. */
    private static boolean names(String username, BareJid account) {
        return username.equalsIgnoreCase(account.local())
                || username.equalsIgnoreCase(account.toString());
    }

    private IqResponse cancel(IqSet request, Session session) {
        BareJid account = session.address().bare();
        if (request.payload().elements().count() != 1) {
            throw Refusals.of(Condition.BAD_REQUEST, "nothing may stand beside <remove/>");
        }
        if (!policy.registration()) {
            throw Refusals.of(Condition.NOT_ALLOWED, "accounts cannot be cancelled in band");
        }
        accounts.remove(account);
        // §3.2: the result first, then the end of every session. What is returned finds it closed
        IqResponse result = request.result();
        session.deliver(result);
        sessions.of(account).forEach(AccountHandler::end);
        end(session);
        return result;
    }

    private static void end(Session session) {
        session.close(StreamError.of(StreamCondition.NOT_AUTHORIZED, "the account was cancelled"));
    }
}
