package io.stoa.im.blocking;

import static io.stoa.bus.Kind.IQ;
import static io.stoa.bus.Kind.MESSAGE;
import static io.stoa.bus.Kind.PRESENCE;
import static io.stoa.bus.Leg.RECEIVED;
import static io.stoa.bus.Leg.SENT;
import static io.stoa.bus.Stage.GUARD;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.bus.Context;
import io.stoa.bus.FailsClosed;
import io.stoa.bus.Intercepts;
import io.stoa.bus.NonBlocking;
import io.stoa.bus.StanzaInterceptor;
import io.stoa.bus.Verdict;
import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;
import io.stoa.stanza.Condition;
import io.stoa.stanza.ErrorType;
import io.stoa.stanza.Presence;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaError;
import io.stoa.xml.Element;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.Optional;

/**
 * Lets nothing pass between an account and whom it has blocked (XEP-0191 §3.3).
 *
 * <pre>{@code
 * C: <message to='romeo@montague.net'><body>Can you hear me now?</body></message>
 * S: <message type='error' from='romeo@montague.net' to='juliet@capulet.com/chamber'>
 *      <error type='cancel'>
 *        <not-acceptable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
 *        <blocked xmlns='urn:xmpp:blocking:errors'/>
 *      </error>
 *    </message>
 * }</pre>
 */
@Component
@NonBlocking
@FailsClosed
@Intercepts(
        kind = {MESSAGE, PRESENCE, IQ},
        leg = {SENT, RECEIVED},
        stage = GUARD)
public final class BlockingGuard implements StanzaInterceptor {

    /** §3.3, the last example: of type cancel, though the condition is usually of type modify. */
    private static final StanzaError BLOCKED =
            StanzaError.of(ErrorType.CANCEL, Condition.NOT_ACCEPTABLE, "")
                    .with(Element.of("urn:xmpp:blocking:errors", "blocked"));

    /** §3.3: as if the account were offline. */
    private static final StanzaError OFFLINE = StanzaError.of(Condition.SERVICE_UNAVAILABLE);

    private final BlockBook book;
    private final Farewells farewells;

    /** Takes the lists. */
    @Activate
    public BlockingGuard(
            @Reference(policyOption = GREEDY) BlockBook book,
            @Reference(policyOption = GREEDY) Farewells farewells) {
        this.book = book;
        this.farewells = farewells;
    }

    @Override
    public boolean waits(Stanza stanza, BareJid self) {
        return !book.ready(self);
    }

    @Override
    public Verdict intercept(Stanza stanza, Context context) {
        Optional<Jid> other = context.leg() == SENT ? stanza.to() : stanza.from();
        if (other.isEmpty() || !book.blocks(context.self(), other.get())) {
            return new Verdict.Pass(stanza);
        }
        return switch (context.leg()) {
            case SENT ->
                    farewell(stanza, context)
                            ? new Verdict.Pass(stanza)
                            : new Verdict.Refuse(BLOCKED);
            // no answer at all to presence; the bus answers neither an error nor an iq response
            case RECEIVED ->
                    stanza instanceof Presence
                            ? new Verdict.Drop("blocked by " + context.self())
                            : new Verdict.Refuse(OFFLINE);
        };
    }

    private boolean farewell(Stanza stanza, Context context) {
        return stanza instanceof Presence presence
                && context.session().isEmpty()
                && farewells.take(presence);
    }
}
