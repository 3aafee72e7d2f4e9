package io.stoa.negotiation.bind;

import io.stoa.bus.Context;
import io.stoa.bus.HandlesIq;
import io.stoa.bus.IqHandler;
import io.stoa.bus.NonBlocking;
import io.stoa.bus.Target;
import io.stoa.stanza.Condition;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Refuses a second resource on a stream (RFC 6120 §7.6.2.2). */
@Component
@NonBlocking
@HandlesIq(
        namespace = BindFeature.NAMESPACE,
        target = {Target.SERVER, Target.ACCOUNT})
public final class SecondBindHandler implements IqHandler {

    /** Makes the handler. */
    @Activate
    public SecondBindHandler() {}

    @Override
    public IqResponse handle(IqRequest request, Context context) {
        return request.error(Condition.NOT_ALLOWED);
    }
}
