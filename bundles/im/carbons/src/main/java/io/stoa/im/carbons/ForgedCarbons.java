package io.stoa.im.carbons;

import io.stoa.bus.Context;
import io.stoa.bus.Intercepts;
import io.stoa.bus.Kind;
import io.stoa.bus.Leg;
import io.stoa.bus.NonBlocking;
import io.stoa.bus.Stage;
import io.stoa.bus.StanzaInterceptor;
import io.stoa.bus.Verdict;
import io.stoa.stanza.Condition;
import io.stoa.stanza.Message;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaError;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Lets nobody send what only a server makes: a copy that seems to be one of a carbon (XEP-0280
 * §11). Clients are to look at {@code from}, and not all did. True copies never come this way. An
 * error may have a copy in it that it answers; it goes on without.
 */
@Component
@NonBlocking
@Intercepts(
        kind = Kind.MESSAGE,
        leg = {Leg.SENT, Leg.RECEIVED},
        stage = Stage.GUARD)
public final class ForgedCarbons implements StanzaInterceptor {

    private static final StanzaError FORGED =
            StanzaError.of(Condition.NOT_ACCEPTABLE, "only a server makes carbon copies");

    /** Makes a guard. */
    @Activate
    public ForgedCarbons() {}

    @Override
    public Verdict intercept(Stanza stanza, Context context) {
        if (!(stanza instanceof Message) || !Carbons.forged(stanza)) {
            return new Verdict.Pass(stanza);
        }
        return stanza.isError()
                ? new Verdict.Pass(stanza.without(Carbons::wraps))
                : new Verdict.Refuse(FORGED);
    }
}
