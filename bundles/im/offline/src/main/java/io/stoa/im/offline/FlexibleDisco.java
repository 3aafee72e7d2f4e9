package io.stoa.im.offline;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.bus.DiscoProvider;
import io.stoa.bus.Target;
import io.stoa.jid.BareJid;
import io.stoa.jid.FullJid;
import io.stoa.session.Session;
import io.stoa.session.Sessions;
import io.stoa.stanza.DataForm;
import io.stoa.stanza.FieldType;
import io.stoa.stanza.FormField;
import io.stoa.stanza.FormType;
import io.stoa.stanza.Message;
import io.stoa.storage.Log;
import io.stoa.xml.Element;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells an account how many messages wait, and their headers (XEP-0013 §2.2, §2.3). Who has asked
 * gets no flood of them. Its node is asked for only where blocking is allowed.
 */
@Component
public final class FlexibleDisco implements DiscoProvider {

    private static final String INFO = "http://jabber.org/protocol/disco#info";
    private static final String ITEMS = "http://jabber.org/protocol/disco#items";

    private final OfflineQueue queue;
    private final Sessions sessions;

    /** Takes the queue. */
    @Activate
    public FlexibleDisco(
            @Reference(policyOption = GREEDY) OfflineQueue queue,
            @Reference(policyOption = GREEDY) Sessions sessions) {
        this.queue = queue;
        this.sessions = sessions;
    }

    /** The session of the account itself that asks for the node, if it is that. */
    private Optional<Session> owner(Query query) {
        return query.target() == Target.ACCOUNT
                        && query.node().equals(FlexibleHandler.NAMESPACE)
                        && query.asker() instanceof FullJid asker
                        && asker.bare().equals(query.entity().bare())
                ? sessions.find(asker)
                : Optional.empty();
    }

    @Override
    public List<Element> info(Query query) {
        Optional<Session> owner = owner(query);
        if (owner.isEmpty()) {
            return List.of();
        }
        Marks.set(owner.get(), Marks.FLEXIBLE);
        int waiting = queue.count(query.entity().bare());
        return List.of(
                Element.of(INFO, "identity")
                        .with("category", "automation")
                        .with("type", "message-list"),
                Element.of(INFO, "feature").with("var", FlexibleHandler.NAMESPACE),
                form(waiting));
    }

    private static Element form(int waiting) {
        return DataForm.of(FormType.RESULT, FlexibleHandler.NAMESPACE)
                .with(
                        FormField.of(
                                FieldType.TEXT_SINGLE,
                                "number_of_messages",
                                Integer.toString(waiting)))
                .element();
    }

    @Override
    public List<Element> items(Query query) {
        Optional<Session> owner = owner(query);
        if (owner.isEmpty()) {
            return List.of();
        }
        Marks.set(owner.get(), Marks.FLEXIBLE);
        BareJid account = query.entity().bare();
        List<Element> items = new ArrayList<>();
        queue.each(account, entry -> items.add(item(entry, account)));
        return items;
    }

    private static Element item(Log.Entry<Message> entry, BareJid account) {
        return Element.of(ITEMS, "item")
                .with("jid", account.toString())
                .with("node", entry.id())
                .with("name", entry.with().toString());
    }
}
