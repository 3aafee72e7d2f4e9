package io.stoa.info.disco;

import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.bus.Context;
import io.stoa.bus.DiscoProvider.Query;
import io.stoa.bus.Target;
import io.stoa.im.Rosters;
import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;
import io.stoa.stanza.Condition;
import io.stoa.stanza.IqGet;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.StanzaException;
import io.stoa.xml.Element;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.Collection;
import java.util.List;

/**
 * Reads a request and decides whether it is answered (XEP-0030 §8): an account is shown to itself
 * and to whom it shows its presence; without {@code im/roster} to itself only. Everybody else gets
 * the error that the bus gives for an account that does not exist (RFC 6121 §8.5.1). Thread-safe.
 */
@Component(service = Audience.class)
public final class Audience {

    /** Who knows the subscriptions, if anybody does. */
    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    volatile @Nullable Rosters rosters;

    /** Makes an audience that knows no subscriptions. */
    @Activate
    public Audience() {}

    /**
     * Reads a request.
     *
     * @throws StanzaException when it is not answered
     */
    Query read(IqRequest request, String namespace, Context context) {
        BareJid entity = context.self();
        Jid asker = request.from().orElseThrow();
        Target target = entity.local().isEmpty() ? Target.SERVER : Target.ACCOUNT;
        if (target == Target.ACCOUNT && !shown(entity, asker.bare())) {
            throw new StanzaException(Condition.SERVICE_UNAVAILABLE);
        }
        if (!(request instanceof IqGet) || !request.payload().is(namespace, "query")) {
            throw new StanzaException(Condition.BAD_REQUEST);
        }
        return new Query(target, entity, request.payload().attribute("node"), asker);
    }

    /** The answer, which mirrors the node that was asked (§3.2). */
    static Element answer(Query query, String namespace, Collection<Element> children) {
        Element answer = Element.of(namespace, "query", List.of(), List.copyOf(children));
        return query.node().isEmpty() ? answer : answer.with("node", query.node());
    }

    private boolean shown(BareJid account, BareJid asker) {
        Rosters known = rosters;
        return account.equals(asker) || (known != null && known.shows(account, asker));
    }
}
