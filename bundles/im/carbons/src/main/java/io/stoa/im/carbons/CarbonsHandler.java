package io.stoa.im.carbons;

import io.stoa.bus.AccountDisco;
import io.stoa.bus.Context;
import io.stoa.bus.Disco;
import io.stoa.bus.HandlesIq;
import io.stoa.bus.IqHandler;
import io.stoa.bus.NonBlocking;
import io.stoa.bus.Target;
import io.stoa.session.Session;
import io.stoa.stanza.Condition;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;
import io.stoa.stanza.IqSet;
import io.stoa.xml.Element;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

import java.util.Optional;

/**
 * Enables and disables copies for the session that asks (XEP-0280 §4, §5). To ask again changes
 * nothing (§10.1).
 *
 * <pre>{@code
 * C: <iq id='enable1' type='set'><enable xmlns='urn:xmpp:carbons:2'/></iq>
 * S: <iq id='enable1' from='romeo@montague.example' to='romeo@montague.example/garden'
 *      type='result'/>
 * }</pre>
 */
@Component
@NonBlocking
@HandlesIq(namespace = Carbons.NAMESPACE, target = Target.ACCOUNT)
@Disco({Carbons.NAMESPACE, CarbonsHandler.RULES})
@AccountDisco({Carbons.NAMESPACE, CarbonsHandler.RULES})
public final class CarbonsHandler implements IqHandler {

    /** §6.2: which messages are copied is what §6.1 says, and nothing else. */
    static final String RULES = "urn:xmpp:carbons:rules:0";

    /** Makes a handler. */
    @Activate
    public CarbonsHandler() {}

    @Override
    public IqResponse handle(IqRequest request, Context context) {
        Element asked = request.payload();
        boolean enable = asked.is(Carbons.NAMESPACE, "enable");
        if (!(request instanceof IqSet) || !(enable || asked.is(Carbons.NAMESPACE, "disable"))) {
            return request.error(Condition.BAD_REQUEST);
        }
        Optional<Session> session = context.session();
        if (session.isEmpty()) {
            // §4.1: not a client of this server
            return request.error(Condition.NOT_ALLOWED);
        }
        if (enable) {
            session.get().put(Carbons.ENABLED, Boolean.TRUE);
        } else {
            session.get().remove(Carbons.ENABLED);
        }
        return request.result();
    }
}
