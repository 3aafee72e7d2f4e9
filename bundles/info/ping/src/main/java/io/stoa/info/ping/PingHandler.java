package io.stoa.info.ping;

import io.stoa.bus.AccountDisco;
import io.stoa.bus.Context;
import io.stoa.bus.Disco;
import io.stoa.bus.HandlesIq;
import io.stoa.bus.IqHandler;
import io.stoa.bus.NonBlocking;
import io.stoa.bus.Target;
import io.stoa.stanza.Condition;
import io.stoa.stanza.IqGet;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;

import org.osgi.service.component.annotations.Component;

/**
 * Answers pings to the server (XEP-0199 §4.2, §4.3) and, for itself only, to an account: whoever
 * else pings an account gets the same {@code service-unavailable} as for one that does not exist.
 *
 * <pre>{@code
 * C: <iq to='stoa.example' id='p1' type='get'><ping xmlns='urn:xmpp:ping'/></iq>
 * S: <iq from='stoa.example' id='p1' type='result'/>
 * }</pre>
 */
@Component
@NonBlocking
@HandlesIq(
        namespace = PingHandler.NAMESPACE,
        target = {Target.SERVER, Target.ACCOUNT})
@Disco(PingHandler.NAMESPACE)
@AccountDisco(PingHandler.NAMESPACE)
public final class PingHandler implements IqHandler {

    static final String NAMESPACE = "urn:xmpp:ping";

    @Override
    public IqResponse handle(IqRequest request, Context context) {
        return request instanceof IqGet get && get.payload().is(NAMESPACE, "ping")
                ? get.result()
                : request.error(Condition.BAD_REQUEST);
    }
}
