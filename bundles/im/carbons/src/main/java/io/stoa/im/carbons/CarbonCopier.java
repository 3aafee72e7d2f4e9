package io.stoa.im.carbons;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.bus.Context;
import io.stoa.bus.Delivery;
import io.stoa.bus.Intercepts;
import io.stoa.bus.Kind;
import io.stoa.bus.Leg;
import io.stoa.bus.NonBlocking;
import io.stoa.bus.Router;
import io.stoa.bus.Stage;
import io.stoa.bus.StanzaInterceptor;
import io.stoa.bus.Verdict;
import io.stoa.jid.FullJid;
import io.stoa.session.Session;
import io.stoa.session.Sessions;
import io.stoa.stanza.Message;
import io.stoa.stanza.Stanza;
import io.stoa.xml.Element;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.List;
import java.util.Optional;

/**
 * Gives a copy of what an account sends and receives to its other resources (XEP-0280 §7, §8). It
 * stands behind the archive, so that a copy has the archive's id in it (XEP-0313 §3.5), and gives
 * copies to the sessions at once: they go no other way, so that there are no copies of copies, and
 * an error that comes of one is an error to the account itself, which goes nowhere (§10.3).
 *
 * <pre>{@code
 * S: <message from='romeo@montague.example' to='romeo@montague.example/home' type='chat'>
 *      <received xmlns='urn:xmpp:carbons:2'>
 *        <forwarded xmlns='urn:xmpp:forward:0'>
 *          <message xmlns='jabber:client' from='juliet@capulet.example/balcony'
 *              to='romeo@montague.example/garden' type='chat'>…</message>
 *        </forwarded>
 *      </received>
 *    </message>
 * }</pre>
 */
@Component
@NonBlocking
@Intercepts(
        kind = Kind.MESSAGE,
        leg = {Leg.SENT, Leg.RECEIVED},
        stage = Stage.COPY)
public final class CarbonCopier implements StanzaInterceptor {

    private final Sessions sessions;
    private final Router router;

    /** Takes who is connected, and who gets a message without us. */
    @Activate
    public CarbonCopier(
            @Reference(policyOption = GREEDY) Sessions sessions,
            @Reference(policyOption = GREEDY) Router router) {
        this.sessions = sessions;
        this.router = router;
    }

    @Override
    public Verdict intercept(Stanza stanza, Context context) {
        if (stanza instanceof Message message) {
            List<Session> all = sessions.of(context.self());
            List<Session> wanting = Carbons.wanting(all);
            if (!wanting.isEmpty()) {
                switch (context.leg()) {
                    case SENT -> sent(message, wanting, context);
                    case RECEIVED -> received(message, wanting, context);
                }
            }
        }
        return new Verdict.Pass(stanza);
    }

    /** §8. */
    private void sent(Message message, List<Session> wanting, Context context) {
        Optional<Session> sender = context.session();
        boolean eligible = Eligibility.eligible(message, Leg.SENT);
        if (eligible) {
            sender.ifPresent(it -> Exchanges.sent(it, message));
        } else if (message.isError() && !Eligibility.isPrivate(message)) {
            eligible = sender.filter(it -> Exchanges.answersReceived(it, message)).isPresent();
        }
        // what goes to the account itself arrives there in a moment, and is copied then
        boolean own = message.to().filter(it -> it.bare().equals(context.self())).isPresent();
        if (eligible && !own) {
            copy("sent", message, wanting, sender.stream().toList());
        }
    }

    /** §7. */
    private void received(Message message, List<Session> wanting, Context context) {
        Delivery delivery = router.delivery(message, context.self());
        if (delivery instanceof Delivery.Reject) {
            // the sender is told that nobody has got it
            return;
        }
        List<Session> reached =
                delivery instanceof Delivery.Deliver(List<Session> to) ? to : List.of();
        boolean eligible = Eligibility.eligible(message, Leg.RECEIVED);
        if (eligible && delivery instanceof Delivery.Ignore) {
            return;
        }
        if (eligible) {
            reached.forEach(it -> Exchanges.received(it, message));
        } else if (message.isError() && !Eligibility.isPrivate(message)) {
            eligible =
                    addressee(message).filter(it -> Exchanges.answersSent(it, message)).isPresent();
        }
        if (eligible) {
            copy("received", message, without(wanting, context.session()), reached);
        }
    }

    private Optional<Session> addressee(Message message) {
        return message.to()
                .flatMap(
                        it ->
                                it instanceof FullJid full
                                        ? sessions.find(full)
                                        : Optional.<Session>empty());
    }

    /** §8, last: one that writes to its own account has what it has written. */
    private static List<Session> without(List<Session> wanting, Optional<Session> sender) {
        return wanting.stream().filter(it -> sender.filter(it::equals).isEmpty()).toList();
    }

    private static void copy(
            String direction, Message message, List<Session> wanting, List<Session> reached) {
        List<Session> others = wanting.stream().filter(it -> !reached.contains(it)).toList();
        if (!others.isEmpty()) {
            Element wrapped = Carbons.wrap(direction, message);
            others.forEach(it -> it.deliver(Carbons.copy(message, wrapped, it)));
        }
    }
}
