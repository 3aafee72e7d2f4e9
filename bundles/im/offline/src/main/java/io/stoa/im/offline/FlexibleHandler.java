package io.stoa.im.offline;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.bus.Context;
import io.stoa.bus.Disco;
import io.stoa.bus.HandlesIq;
import io.stoa.bus.IqHandler;
import io.stoa.bus.Target;
import io.stoa.jid.BareJid;
import io.stoa.session.Session;
import io.stoa.stanza.Condition;
import io.stoa.stanza.IqGet;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;
import io.stoa.stanza.IqSet;
import io.stoa.stanza.Message;
import io.stoa.stanza.StanzaError;
import io.stoa.stanza.StanzaException;
import io.stoa.storage.Log;
import io.stoa.xml.Element;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.List;

/**
 * Lets a client take and remove the messages that wait one by one (XEP-0013 §2.4–2.7). Nothing is
 * removed but at its word.
 *
 * <pre>{@code
 * C: <iq type='get' id='view1'>
 *      <offline xmlns='http://jabber.org/protocol/offline'>
 *        <item action='view' node='00000000000001f3'/>
 *      </offline>
 *    </iq>
 * S: <message to='romeo@montague.example' from='juliet@capulet.example/balcony'>
 *      <body>O Romeo, Romeo! wherefore art thou Romeo?</body>
 *      <delay …/>
 *      <offline xmlns='http://jabber.org/protocol/offline'><item node='00000000000001f3'/></offline>
 *    </message>
 * S: <iq type='result' to='romeo@montague.example/orchard' id='view1'/>
 * }</pre>
 */
@Component
@HandlesIq(namespace = FlexibleHandler.NAMESPACE, target = Target.ACCOUNT)
@Disco(FlexibleHandler.NAMESPACE)
public final class FlexibleHandler implements IqHandler {

    static final String NAMESPACE = "http://jabber.org/protocol/offline";

    private final OfflineQueue queue;

    /** Takes the queue. */
    @Activate
    public FlexibleHandler(@Reference(policyOption = GREEDY) OfflineQueue queue) {
        this.queue = queue;
    }

    @Override
    public IqResponse handle(IqRequest request, Context context) {
        Element asked = request.payload();
        if (!asked.is(NAMESPACE, "offline")) {
            return request.error(Condition.BAD_REQUEST);
        }
        return switch (request) {
            case IqGet get -> get(get, context);
            case IqSet set -> set(set, context);
        };
    }

    private IqResponse get(IqGet get, Context context) {
        BareJid account = context.self();
        Session session =
                context.session().orElseThrow(() -> new StanzaException(Condition.NOT_ALLOWED));
        if (get.payload().child(NAMESPACE, "fetch").isPresent()) {
            // §2.6: as if it had asked for the headers
            Marks.set(session, Marks.FLEXIBLE);
            queue.each(account, entry -> session.deliver(Late.named(entry, account)));
            return get.result();
        }
        entries(get.payload(), "view", account)
                .forEach(entry -> session.deliver(Late.named(entry, account)));
        return get.result();
    }

    private IqResponse set(IqSet set, Context context) {
        BareJid account = context.self();
        if (set.payload().child(NAMESPACE, "purge").isPresent()) {
            queue.clear(account);
        } else {
            queue.remove(account, entries(set.payload(), "remove", account));
        }
        return set.result();
    }

    /** The messages that items name; all of them are there, or it is an error (§2.4, §2.5). */
    private List<Log.Entry<Message>> entries(Element asked, String action, BareJid account) {
        List<Element> items = asked.elements(NAMESPACE, "item").toList();
        boolean right =
                items.stream()
                        .map(it -> it.attribute("action"))
                        .allMatch(it -> it.isEmpty() || it.equals(action));
        if (items.isEmpty() || !right) {
            throw new StanzaException(
                    StanzaError.of(Condition.BAD_REQUEST, "items to " + action + " are missing"));
        }
        return items.stream()
                .map(
                        it ->
                                queue.get(account, it.attribute("node"))
                                        .orElseThrow(
                                                () ->
                                                        new StanzaException(
                                                                Condition.ITEM_NOT_FOUND)))
                .toList();
    }
}
