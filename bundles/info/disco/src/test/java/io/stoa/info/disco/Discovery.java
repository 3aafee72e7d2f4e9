package io.stoa.info.disco;

import io.stoa.bus.DiscoProvider;
import io.stoa.bus.IqHandler;
import io.stoa.im.RosterItem;
import io.stoa.im.Rosters;
import io.stoa.jid.BareJid;
import io.stoa.jid.FullJid;
import io.stoa.jid.Jid;
import io.stoa.stanza.IqGet;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;
import io.stoa.stanza.Presence;
import io.stoa.stanza.StanzaException;
import io.stoa.testkit.TestContext;
import io.stoa.xml.Element;
import io.stoa.xml.Xml;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What the tests of the two handlers have in common. */
final class Discovery {

    static final BareJid SERVER = BareJid.parse("stoa.example");
    static final FullJid JULIET = FullJid.parse("juliet@stoa.example/balcony");
    static final FullJid ROMEO = FullJid.parse("romeo@stoa.example/orchard");

    private Discovery() {}

    /** Asks as the bus does: an exception is an answer, too. */
    static IqResponse ask(IqHandler handler, IqRequest request, Jid asker, BareJid asked) {
        IqRequest addressed = request.withFrom(asker).withTo(asked);
        try {
            return handler.handle(addressed, TestContext.received(asked));
        } catch (StanzaException refusal) {
            return addressed.error(refusal.error());
        }
    }

    static IqRequest get(String namespace, String node) {
        Element query = Element.of(namespace, "query");
        return IqGet.of("d1", node.isEmpty() ? query : query.with("node", node));
    }

    /** A provider that tells what is given, of one node only. */
    record Provider(String node, List<String> told, List<String> listed) implements DiscoProvider {

        @Override
        public List<Element> info(Query query) {
            return parsed(query, told, InfoHandler.NAMESPACE);
        }

        @Override
        public List<Element> items(Query query) {
            return parsed(query, listed, ItemsHandler.NAMESPACE);
        }

        private List<Element> parsed(Query query, List<String> xml, String namespace) {
            return query.node().equals(node)
                    ? xml.stream().map(it -> Xml.parse(it, namespace)).toList()
                    : List.of();
        }
    }

    /** Rosters in which every account has one contact. */
    record OneContact(BareJid contact, RosterItem.Subscription subscription) implements Rosters {

        @Override
        public List<RosterItem> items(BareJid account) {
            return List.of(RosterItem.blank(contact).with(subscription));
        }

        @Override
        public Optional<RosterItem> item(BareJid account, BareJid other) {
            return items(account).stream().filter(it -> it.contact().equals(other)).findFirst();
        }

        @Override
        public Optional<RosterItem> update(
                BareJid account,
                BareJid other,
                UnaryOperator<Optional<RosterItem>> change,
                Presence... notices) {
            throw new AssertionError("nobody changes this roster");
        }
    }
}
