package io.stoa.im.roster;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.bus.Context;
import io.stoa.bus.HandlesIq;
import io.stoa.bus.IqHandler;
import io.stoa.bus.Target;
import io.stoa.im.RosterItem;
import io.stoa.jid.BareJid;
import io.stoa.session.Sessions;
import io.stoa.stanza.Condition;
import io.stoa.stanza.ErrorType;
import io.stoa.stanza.IqGet;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;
import io.stoa.stanza.IqSet;
import io.stoa.stanza.StanzaError;
import io.stoa.stanza.StanzaException;
import io.stoa.xml.Element;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

import java.util.Optional;

/**
 * Answers an account's questions about its roster and carries out its changes (RFC 6121
 * §2.1.3–2.5).
 *
 * <pre>{@code
 * C: <iq id='r1' type='set'>
 *      <query xmlns='jabber:iq:roster'><item jid='nurse@example.com' name='Nurse'/></query>
 *    </iq>
 * S: <iq id='push-3f2a9c01-17' to='juliet@example.com/balcony' type='set'>
 *      <query xmlns='jabber:iq:roster' ver='3f2a9c01-17'>
 *        <item jid='nurse@example.com' name='Nurse' subscription='none'/>
 *      </query>
 *    </iq>
 * S: <iq id='r1' from='juliet@example.com' to='juliet@example.com/balcony' type='result'/>
 * }</pre>
 */
@Component(configurationPid = "io.stoa.im.roster")
@Designate(ocd = RosterHandler.Config.class)
@HandlesIq(namespace = ItemElements.NAMESPACE, target = Target.ACCOUNT)
public final class RosterHandler implements IqHandler {

    /** The configuration. */
    @ObjectClassDefinition(name = "Roster", description = "Limits on rosters (RFC 6121 §2).")
    public @interface Config {

        /** The limit for each roster. */
        @AttributeDefinition(
                description =
                        "How many items a roster may have; one more is refused with"
                                + " resource-constraint.")
        int items() default 5000;

        /** The limit for each item. */
        @AttributeDefinition(
                description =
                        "How many groups an item may be in; more are refused with not-acceptable.")
        int groups() default 50;

        /** The limit for each name. */
        @AttributeDefinition(
                description =
                        "How many characters the name of an item may have; more are refused with"
                                + " not-acceptable (RFC 6121 §2.3.3).")
        int nameLength() default 1023;

        /** The limit for each group's name. */
        @AttributeDefinition(
                description =
                        "How many characters the name of a group may have; more are refused with"
                                + " not-acceptable (RFC 6121 §2.3.3).")
        int groupLength() default 1023;

        /** The size of the cache. */
        @AttributeDefinition(
                description =
                        "How many rosters of accounts that are online are kept in memory; 0 reads"
                                + " them from the store every time.")
        int cachedRosters() default 10000;
    }

    private final RosterBook book;
    private final Farewell farewell;
    private final Config config;

    /** Takes the book of rosters. */
    @Activate
    public RosterHandler(
            @Reference(policyOption = GREEDY) RosterBook book,
            @Reference(policyOption = GREEDY) Sessions sessions,
            Config config) {
        this.book = book;
        this.farewell = new Farewell(sessions);
        this.config = config;
    }

    @Override
    public IqResponse handle(IqRequest request, Context context) {
        // §2.1.5: nobody but the account itself; the bus lets nobody else come here
        if (request.from().filter(it -> it.bare().equals(context.self())).isEmpty()) {
            return request.error(Condition.FORBIDDEN);
        }
        if (!request.payload().is(ItemElements.NAMESPACE, "query")) {
            return request.error(Condition.BAD_REQUEST);
        }
        return switch (request) {
            case IqGet get -> get(get, context);
            case IqSet set -> set(set, context);
        };
    }

    private IqResponse get(IqGet request, Context context) {
        Element asked = request.payload();
        // §2.1.3: no <item/> in a roster get
        if (asked.elements().findAny().isPresent()) {
            return request.error(Condition.BAD_REQUEST);
        }
        // §2.2: from now on an interested resource
        context.session().ifPresent(book::interest);
        Roster roster = book.roster(context.self());
        // §2.6.3: an empty result says that the client's version is the present one
        if (asked.attribute("ver").equals(roster.version())) {
            return request.result();
        }
        Element[] items =
                roster.items().stream()
                        .filter(RosterItem::listed)
                        .map(ItemElements::write)
                        .toArray(Element[]::new);
        return request.result(
                Element.of(ItemElements.NAMESPACE, "query", items).with("ver", roster.version()));
    }

    private IqResponse set(IqSet request, Context context) {
        ItemRequest asked = ItemRequest.read(request.payload(), config);
        BareJid account = context.self();
        if (asked.contact().equals(account)) {
            // §2.3.3, the last note
            throw new StanzaException(
                    StanzaError.of(Condition.NOT_ALLOWED, "no one is a contact of their own"));
        }
        if (asked.remove()) {
            remove(account, asked.contact(), context);
        } else {
            book.update(account, asked.contact(), item -> Optional.of(asked.on(item)));
        }
        return request.result();
    }

    /** §2.5. A request of the contact's stays: removing the item neither grants nor denies it. */
    private void remove(BareJid account, BareJid contact, Context context) {
        Optional<RosterItem> removed =
                book.update(
                        account,
                        contact,
                        item ->
                                item.filter(it -> it.pendingIn().isPresent())
                                        .map(
                                                it ->
                                                        RosterItem.blank(contact)
                                                                .pendingIn(it.pendingIn())));
        RosterItem item =
                removed.filter(RosterItem::listed)
                        .orElseThrow(
                                () ->
                                        // §2.5.3, with the type of its example
                                        new StanzaException(
                                                StanzaError.of(
                                                        ErrorType.MODIFY,
                                                        Condition.ITEM_NOT_FOUND,
                                                        "")));
        farewell.to(item, account).forEach(context::send);
    }
}
