package io.stoa.service.gatewayirc;

import io.stoa.gateway.RegistrationDesk;
import io.stoa.jid.FullJid;
import io.stoa.service.gatewayirc.room.Faces;
import io.stoa.service.gatewayirc.wire.NetworkSpec;
import io.stoa.service.gatewayirc.wire.Words;
import io.stoa.stanza.Condition;
import io.stoa.stanza.IqGet;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;
import io.stoa.stanza.IqSet;
import io.stoa.stanza.StanzaError;
import io.stoa.stanza.StanzaException;
import io.stoa.xml.Element;

import java.util.List;
import java.util.Optional;

/** Answers what is asked of the gateway, its networks and channels. Stateless. */
final class Queries {

    private static final String INFO = "http://jabber.org/protocol/disco#info";
    private static final String ITEMS = "http://jabber.org/protocol/disco#items";
    private static final String ADMIN = "http://jabber.org/protocol/muc#admin";
    private static final String PING = "urn:xmpp:ping";

    /** Who is to be kicked, and whether it is banned before. */
    record Kick(String who, boolean ban, String reason) {}

    private Queries() {}

    static NetworkSpec network(List<NetworkSpec> networks, Addresses address) {
        return networks.stream()
                .filter(it -> it.name().equals(address.network()))
                .findFirst()
                .orElseThrow(
                        () ->
                                new StanzaException(
                                        StanzaError.of(
                                                Condition.ITEM_NOT_FOUND,
                                                "no IRC network of that name")));
    }

    static IqResponse answer(
            IqRequest request,
            Addresses address,
            List<NetworkSpec> networks,
            Optional<IrcSession> session) {
        return switch (request.payload().namespace()) {
            case INFO -> info(request, address);
            case ITEMS -> items(request, address, networks, session);
            case PING -> ping(request, address, session);
            case ADMIN -> admin(request, address, session);
            default -> request.error(Condition.SERVICE_UNAVAILABLE);
        };
    }

    private static IqResponse info(IqRequest request, Addresses address) {
        boolean occupant = !request.to().orElseThrow().resource().isEmpty();
        if (!(request instanceof IqGet) || occupant) {
            return request.error(Condition.SERVICE_UNAVAILABLE);
        }
        if (!request.payload().attribute("node").isEmpty()) {
            return request.error(Condition.ITEM_NOT_FOUND);
        }
        String title = address.name().isEmpty() ? address.network() : address.name();
        Element query =
                Element.of(
                        INFO,
                        "query",
                        identity("conference").with("name", title.isEmpty() ? "IRC" : title),
                        feature(INFO),
                        feature(ITEMS),
                        feature(PING));
        if (address.isNetwork()) {
            for (String registration : RegistrationDesk.FEATURES) {
                query = query.with(feature(registration));
            }
        }
        return request.result(
                address.network().isEmpty() || address.isChannel()
                        ? query.with(feature(Faces.MUC))
                        : query);
    }

    private static Element identity(String category) {
        return Element.of(INFO, "identity").with("category", category).with("type", "irc");
    }

    private static Element feature(String name) {
        return Element.of(INFO, "feature").with("var", name);
    }

    private static IqResponse items(
            IqRequest request,
            Addresses address,
            List<NetworkSpec> networks,
            Optional<IrcSession> session) {
        if (!(request instanceof IqGet)) {
            return request.error(Condition.BAD_REQUEST);
        }
        if (!request.payload().attribute("node").isEmpty()) {
            return request.error(Condition.ITEM_NOT_FOUND);
        }
        Element query = Element.of(ITEMS, "query");
        if (address.network().isEmpty()) {
            for (NetworkSpec network : networks) {
                String jid = network.name() + "@" + request.to().orElseThrow().domain();
                query = query.with(item(jid, network.name()));
            }
        } else if (address.isChannel() && session.isPresent()) {
            FullJid device = (FullJid) request.from().orElseThrow();
            for (FullJid occupant : session.get().occupants(device, address.name())) {
                query = query.with(item(occupant.toString(), occupant.resource()));
            }
        }
        return request.result(query);
    }

    private static Element item(String jid, String name) {
        return Element.of(ITEMS, "item").with("jid", jid).with("name", name);
    }

    /** XEP-0410 §3.2: whether the device is in the channel; anything else is alive anyway. */
    private static IqResponse ping(
            IqRequest request, Addresses address, Optional<IrcSession> session) {
        String resource = request.to().orElseThrow().resource();
        if (!address.isChannel() || resource.isEmpty()) {
            return request.result();
        }
        FullJid device = (FullJid) request.from().orElseThrow();
        return session.filter(it -> it.isIn(device, address.name(), resource)).isPresent()
                ? request.result()
                : request.error(Condition.NOT_ACCEPTABLE);
    }

    /** XEP-0045 §8.2 and §9.1, for one nickname: kick and ban. */
    private static IqResponse admin(
            IqRequest request, Addresses address, Optional<IrcSession> session) {
        Optional<Element> item = request.payload().child(ADMIN, "item");
        if (!(request instanceof IqSet) || item.isEmpty() || !address.isChannel()) {
            return request.error(Condition.FEATURE_NOT_IMPLEMENTED);
        }
        String nick = item.get().attribute("nick");
        boolean kick = item.get().attribute("role").equals("none");
        boolean ban = item.get().attribute("affiliation").equals("outcast");
        if (!Words.isWord(nick) || !(kick || ban)) {
            return request.error(Condition.FEATURE_NOT_IMPLEMENTED);
        }
        String reason = item.get().child(ADMIN, "reason").map(Element::text).orElse("");
        session.orElseThrow(() -> new StanzaException(Condition.NOT_ACCEPTABLE))
                .kick(
                        (FullJid) request.from().orElseThrow(),
                        address.name(),
                        new Kick(nick, ban, Words.plain(reason)));
        return request.result();
    }
}
