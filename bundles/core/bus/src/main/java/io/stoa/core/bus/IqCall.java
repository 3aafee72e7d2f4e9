package io.stoa.core.bus;

import io.stoa.stanza.Condition;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;

/** Calls an iq handler through its lease; there is always one answer (RFC 6120 §8.2.3). */
final class IqCall {

    private IqCall() {}

    static IqResponse answer(Table.Handling handling, IqRequest request, LegContext context) {
        return handling.lease()
                .call(
                        handler -> handler.handle(request, context),
                        request.error(Condition.SERVICE_UNAVAILABLE),
                        request::error);
    }
}
