package io.stoa.info.disco;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.bus.AccountDisco;
import io.stoa.bus.Context;
import io.stoa.bus.Disco;
import io.stoa.bus.DiscoProvider.Query;
import io.stoa.bus.Domains;
import io.stoa.bus.HandlesIq;
import io.stoa.bus.IqHandler;
import io.stoa.bus.Target;
import io.stoa.session.Sessions;
import io.stoa.stanza.Condition;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;
import io.stoa.xml.Element;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Lists what belongs to the server, its services, and to an account, its available resources
 * (XEP-0030 §4). The services are not asked: they own their domains, and a provider may name them.
 *
 * <pre>{@code
 * C: <iq to='stoa.example' id='d1' type='get'>
 *      <query xmlns='http://jabber.org/protocol/disco#items'/>
 *    </iq>
 * S: <iq from='stoa.example' id='d1' type='result'>
 *      <query xmlns='http://jabber.org/protocol/disco#items'>
 *        <item jid='rooms.stoa.example' name='Rooms'/>
 *      </query>
 *    </iq>
 * }</pre>
 */
@Component
@HandlesIq(
        namespace = ItemsHandler.NAMESPACE,
        target = {Target.SERVER, Target.ACCOUNT},
        open = true)
@Disco(ItemsHandler.NAMESPACE)
@AccountDisco(ItemsHandler.NAMESPACE)
public final class ItemsHandler implements IqHandler {

    static final String NAMESPACE = "http://jabber.org/protocol/disco#items";

    private final Audience audience;
    private final Catalogue catalogue;
    private final Domains domains;
    private final Sessions sessions;

    /** Takes what there is to list. */
    @Activate
    public ItemsHandler(
            @Reference(policyOption = GREEDY) Audience audience,
            @Reference(policyOption = GREEDY) Catalogue catalogue,
            @Reference(policyOption = GREEDY) Domains domains,
            @Reference(policyOption = GREEDY) Sessions sessions) {
        this.audience = audience;
        this.catalogue = catalogue;
        this.domains = domains;
        this.sessions = sessions;
    }

    @Override
    public IqResponse handle(IqRequest request, Context context) {
        Query query = audience.read(request, NAMESPACE, context);
        if (!catalogue.knows(query)) {
            return request.error(Condition.ITEM_NOT_FOUND);
        }
        SortedMap<String, Element> items = new TreeMap<>();
        if (query.node().isEmpty()) {
            own(query).forEach(jid -> put(items, Element.of(NAMESPACE, "item").with("jid", jid)));
        }
        // whoever names an item knows more of it than its address
        catalogue.items(query).forEach(item -> put(items, item));
        return request.result(Audience.answer(query, NAMESPACE, items.values()));
    }

    private static void put(SortedMap<String, Element> items, Element item) {
        items.put(item.attribute("jid") + ' ' + item.attribute("node"), item);
    }

    private Stream<String> own(Query query) {
        if (query.target() == Target.SERVER) {
            String domain = query.entity().domain();
            return catalogue.domains(domain).filter(service -> belongs(service, domain));
        }
        return sessions.of(query.entity().bare()).stream()
                .filter(session -> session.presence().isPresent())
                .map(session -> session.address().toString());
    }

    /** A service belongs to the domain above it, and to all when it is below none of ours. */
    private boolean belongs(String service, String domain) {
        return service.endsWith('.' + domain)
                || domains.all().stream().noneMatch(other -> service.endsWith('.' + other));
    }
}
