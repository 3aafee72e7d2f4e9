package io.stoa.service.muc.room;

import io.stoa.stanza.Stanza;
import io.stoa.xml.Element;
import io.stoa.xml.Text;

/** The namespaces of XEP-0045 §15.1 and the elements in them. Stateless. */
public final class Muc {

    /** Of joining. */
    public static final String NS = "http://jabber.org/protocol/muc";

    /** Of what the room adds. */
    public static final String USER = NS + "#user";

    /** Of roles and affiliations. */
    public static final String ADMIN = NS + "#admin";

    /** Of the configuration. */
    public static final String OWNER = NS + "#owner";

    /** Of what tells occupants apart (XEP-0421). */
    public static final String OCCUPANT = "urn:xmpp:occupant-id:0";

    /** Of hats (XEP-0317). */
    private static final String HATS = "urn:xmpp:hats:0";

    /** Our own, between the parts of this server. */
    static final String OURS = "stoa:muc";

    private Muc() {}

    /** Makes {@code <status/>}. */
    public static Element status(int code) {
        return Element.of(USER, "status").with("code", Integer.toString(code));
    }

    /** Makes {@code <x/>} with children. */
    public static Element x(Element... children) {
        return Element.of(USER, "x", children);
    }

    /** Makes an element of the namespace {@link #USER} with a text. */
    public static Element text(String local, String text) {
        return Element.of(USER, local, new Text(text));
    }

    /**
     * Returns a stanza without what only a room may say (§15.3, XEP-0421 §4, XEP-0317 §3.1), and
     * what was meant for it. An occupant's id and hats are taken off also while nobody gives any:
     * they would be in archives, and taken for true, when somebody does.
     */
    public static Stanza bare(Stanza stanza) {
        return stanza.without(
                it ->
                        (it.local().equals("x") && isOurs(it.namespace()))
                                || names(it)
                                || it.is(HATS, "hats"));
    }

    /** Tells whether this is the name by which an occupant is known (XEP-0421). */
    public static boolean names(Element payload) {
        return payload.is(OCCUPANT, "occupant-id");
    }

    private static boolean isOurs(String namespace) {
        return namespace.equals(NS)
                || namespace.equals(USER)
                || namespace.equals(ADMIN)
                || namespace.equals(OWNER);
    }
}
