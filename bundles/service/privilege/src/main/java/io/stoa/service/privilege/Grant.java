package io.stoa.service.privilege;

import io.stoa.xml.Attribute;
import io.stoa.xml.Element;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a component may do (XEP-0356 §4–7). Immutable.
 *
 * @param roster which requests to rosters
 * @param push whether it is told of changes of rosters it may get (§4.1)
 * @param outgoing whether it may send messages for accounts and the server (§5)
 * @param presence whose presence it sees (§7)
 * @param iq which requests for accounts, by the namespace of the payload (§6)
 */
record Grant(
        Access roster,
        boolean push,
        boolean outgoing,
        Presences presence,
        NavigableMap<String, Access> iq) {

    /** Whose presence a component sees. */
    enum Presences {
        /** Nobody's. */
        NONE("none"),
        /** The accounts'. */
        ACCOUNTS("managed_entity"),
        /** The accounts', and that of their contacts. */
        CONTACTS("roster");

        private final String word;

        Presences(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }

        static Optional<Presences> of(String word) {
            for (Presences it : values()) {
                if (it.word.equals(word)) {
                    return Optional.of(it);
                }
            }
            return Optional.empty();
        }
    }

    /** The namespace of the protocol. */
    static final String NAMESPACE = "urn:xmpp:privilege:2";

    static final Grant NOTHING =
            new Grant(Access.NONE, true, false, Presences.NONE, new TreeMap<>());

    Grant {
        iq = Collections.unmodifiableNavigableMap(new TreeMap<>(iq));
    }

    boolean nothing() {
        return roster == Access.NONE && !outgoing && presence == Presences.NONE && iq.isEmpty();
    }

    /** Tells whether it is told of changes: only who may get a roster (§4.1). */
    boolean pushes() {
        return push && roster.grants(Access.GET);
    }

    Grant withRoster(Access access, boolean pushed) {
        return new Grant(access, pushed, outgoing, presence, iq);
    }

    Grant withOutgoing(boolean may) {
        return new Grant(roster, push, may, presence, iq);
    }

    Grant withPresence(Presences whose) {
        return new Grant(roster, push, outgoing, whose, iq);
    }

    Grant withIq(String namespace, Access access) {
        TreeMap<String, Access> changed = new TreeMap<>(iq);
        changed.put(namespace, access);
        changed.values().removeIf(it -> it == Access.NONE);
        return new Grant(roster, push, outgoing, presence, changed);
    }

    Grant withoutIq() {
        return new Grant(roster, push, outgoing, presence, new TreeMap<>());
    }

    /** As it is told to the component, and as it is kept; what is not granted is said, too. */
    Element toElement() {
        List<Element> perms = new ArrayList<>();
        Element roster = perm("roster").with("type", this.roster.word());
        perms.add(
                this.roster == Access.NONE
                        ? roster
                        : roster.with("push", String.valueOf(pushes())));
        perms.add(perm("message").with("type", outgoing ? "outgoing" : "none"));
        perms.add(perm("presence").with("type", presence.word()));
        if (!iq.isEmpty()) {
            perms.add(
                    perm("iq").withChildren(iq.entrySet().stream().map(Grant::namespace).toList()));
        }
        return Element.of(NAMESPACE, "privilege", List.of(), perms);
    }

    private static Element perm(String access) {
        return Element.of(NAMESPACE, "perm").with("access", access);
    }

    private static Element namespace(Map.Entry<String, Access> granted) {
        return Element.of(
                NAMESPACE,
                "namespace",
                List.of(
                        Attribute.of("ns", granted.getKey()),
                        Attribute.of("type", granted.getValue().word())),
                List.of());
    }

    static Grant restore(Element element) {
        Grant grant = NOTHING;
        for (Element perm : element.elements(NAMESPACE, "perm").toList()) {
            String type = perm.attribute("type");
            grant =
                    switch (perm.attribute("access")) {
                        case "roster" ->
                                grant.withRoster(
                                        Access.of(type).orElse(Access.NONE),
                                        !perm.attribute("push").equals("false"));
                        case "message" -> grant.withOutgoing(type.equals("outgoing"));
                        case "presence" ->
                                grant.withPresence(Presences.of(type).orElse(Presences.NONE));
                        case "iq" -> restoreIq(grant, perm);
                        default -> grant;
                    };
        }
        return grant;
    }

    private static Grant restoreIq(Grant before, Element perm) {
        Grant grant = before;
        for (Element it : perm.elements(NAMESPACE, "namespace").toList()) {
            Access access = Access.of(it.attribute("type")).orElse(Access.NONE);
            grant = grant.withIq(it.attribute("ns"), access);
        }
        return grant;
    }

    /** In words, for people. */
    Map<String, String> words() {
        Map<String, String> words = new LinkedHashMap<>();
        if (roster != Access.NONE) {
            words.put("roster", roster.word() + (pushes() ? ", pushed" : ""));
        }
        if (outgoing) {
            words.put("message", "outgoing");
        }
        if (presence != Presences.NONE) {
            words.put("presence", presence.word());
        }
        iq.forEach((namespace, access) -> words.put("iq " + namespace, access.word()));
        return words;
    }
}
