package io.stoa.im.blocking;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.bus.AccountDisco;
import io.stoa.bus.Context;
import io.stoa.bus.Disco;
import io.stoa.bus.HandlesIq;
import io.stoa.bus.IqHandler;
import io.stoa.bus.Target;
import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;
import io.stoa.session.Sessions;
import io.stoa.stanza.Condition;
import io.stoa.stanza.IqGet;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;
import io.stoa.stanza.IqSet;
import io.stoa.stanza.StanzaError;
import io.stoa.xml.Element;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

import java.util.SequencedSet;

/**
 * Shows an account whom it has blocked, blocks and unblocks (XEP-0191 §3), and takes the reports
 * that may come with it (XEP-0377 §6).
 *
 * <pre>{@code
 * C: <iq id='block1' type='set'>
 *      <block xmlns='urn:xmpp:blocking'><item jid='romeo@montague.net'/></block>
 *    </iq>
 * S: <iq id='block-6c8f…' to='juliet@capulet.com/chamber' type='set'>
 *      <block xmlns='urn:xmpp:blocking'><item jid='romeo@montague.net'/></block>
 *    </iq>
 * S: <iq id='block1' from='juliet@capulet.com' to='juliet@capulet.com/chamber' type='result'/>
 * }</pre>
 */
@Component(configurationPid = "io.stoa.im.blocking")
@Designate(ocd = BlockingHandler.Config.class)
@HandlesIq(namespace = Items.NAMESPACE, target = Target.ACCOUNT)
@Disco({Items.NAMESPACE, ReportDesk.REPORTING})
@AccountDisco({Items.NAMESPACE, ReportDesk.REPORTING})
public final class BlockingHandler implements IqHandler {

    /** The configuration. */
    @ObjectClassDefinition(
            name = "Blocking",
            description = "Limits on block lists (XEP-0191) and on reports (XEP-0377).")
    public @interface Config {

        /** The limit for each list. */
        @AttributeDefinition(
                description =
                        "How many addresses an account may block; one more is refused with"
                                + " resource-constraint.")
        int items() default 1000;

        /** The size of the cache. */
        @AttributeDefinition(
                description =
                        "How many block lists are kept in memory, also empty ones. It should be"
                                + " more than accounts are connected at once: a list that is not in"
                                + " memory is read from the store before a stanza passes.")
        int cachedLists() default 100000;

        /** The limit on reports. */
        @AttributeDefinition(
                description =
                        "How many reports of one account are kept; further ones only block"
                                + " (XEP-0377).")
        int reportsPerAccount() default 100;

        /** The limit on each report. */
        @AttributeDefinition(
                description =
                        "How many bytes of XML a report may have; of a longer one only the reason"
                                + " is kept.")
        int reportBytes() default 10000;

        /** How long reports are kept. */
        @AttributeDefinition(
                description = "After how many days a report is forgotten, closed or not.")
        int reportDays() default 365;
    }

    private final BlockBook book;
    private final Contacts contacts;
    private final ReportDesk desk;
    private final BlockPush push;

    /** Takes what it needs. */
    @Activate
    public BlockingHandler(
            @Reference(policyOption = GREEDY) BlockBook book,
            @Reference(policyOption = GREEDY) Contacts contacts,
            @Reference(policyOption = GREEDY) ReportDesk desk,
            @Reference(policyOption = GREEDY) Sessions sessions) {
        this.book = book;
        this.contacts = contacts;
        this.desk = desk;
        this.push = new BlockPush(sessions);
    }

    @Override
    public IqResponse handle(IqRequest request, Context context) {
        Element asked = request.payload();
        return switch (request) {
            case IqGet get -> {
                if (!asked.is(Items.NAMESPACE, "blocklist")) {
                    yield get.error(Condition.BAD_REQUEST);
                }
                // §3.2: from now on it is told of changes (§3.3)
                context.session().ifPresent(push::interest);
                yield get.result(book.list(context.self()).toElement());
            }
            case IqSet set -> {
                if (asked.is(Items.NAMESPACE, "block")) {
                    yield block(set, context);
                }
                yield asked.is(Items.NAMESPACE, "unblock")
                        ? unblock(set, context)
                        : set.error(Condition.BAD_REQUEST);
            }
        };
    }

    private IqResponse block(IqSet set, Context context) {
        BareJid account = context.self();
        SequencedSet<Jid> jids = Items.read(set.payload());
        if (jids.isEmpty()) {
            // §3.3
            return set.error(
                    StanzaError.of(Condition.BAD_REQUEST, "a block needs at least one item"));
        }
        BlockList before = book.change(account, list -> list.plus(jids));
        contacts.blocked(account, jids, before, context);
        push.push(account, Items.write("block", jids));
        set.payload()
                .elements(Items.NAMESPACE, "item")
                .forEach(item -> desk.file(account, Items.jid(item), item));
        return set.result();
    }

    private IqResponse unblock(IqSet set, Context context) {
        BareJid account = context.self();
        SequencedSet<Jid> asked = Items.read(set.payload());
        // §3.5: no item means all
        boolean all = set.payload().elements().findAny().isEmpty();
        if (asked.isEmpty() && !all) {
            return set.error(Condition.BAD_REQUEST);
        }
        BlockList before = book.change(account, list -> all ? BlockList.EMPTY : list.minus(asked));
        contacts.unblocked(account, all ? before.jids() : asked, book.list(account), context);
        push.push(account, Items.write("unblock", asked));
        return set.result();
    }
}
