package io.stoa.service.mucsearch;

import io.stoa.jid.BareJid;
import io.stoa.jid.JidException;
import io.stoa.muc.PublicRoom;
import io.stoa.stanza.Condition;
import io.stoa.stanza.StanzaException;

import java.util.Comparator;

/** The orders in which rooms are found (XEP-0433 §5.1, table of sort keys). */
enum Order {
    /** The most occupants first; between two pages a room may come to another place. */
    OCCUPANTS("nusers", "Number of occupants"),
    /** By the address. */
    ADDRESS("address", "Address");

    private static final Comparator<PublicRoom> BY_ADDRESS =
            Comparator.comparing(PublicRoom::address);
    private static final Comparator<PublicRoom> BY_OCCUPANTS =
            Comparator.comparingInt(PublicRoom::occupants).reversed().thenComparing(BY_ADDRESS);

    private static final String NAMESPACE = "urn:xmpp:channel-search:0:order";

    private final String key;
    private final String label;

    Order(String key, String label) {
        this.key = key;
        this.label = label;
    }

    String wire() {
        return "{" + NAMESPACE + "}" + key;
    }

    String label() {
        return label;
    }

    Comparator<PublicRoom> comparator() {
        return this == ADDRESS ? BY_ADDRESS : BY_OCCUPANTS;
    }

    /** Returns the order of a key. */
    static Order of(String wire) {
        for (Order order : values()) {
            if (order.wire().equals(wire)) {
                return order;
            }
        }
        throw Refused.order();
    }

    /** Names a room's place, for a page that begins or ends there. */
    String place(PublicRoom room) {
        return this == ADDRESS
                ? room.address().toString()
                : room.occupants() + " " + room.address();
    }

    /**
     * Returns a room as it was when its place was named: it may be gone by now, or have other
     * occupants, and what came after it comes after its place all the same.
     *
     * @throws StanzaException with {@code item-not-found} for what names none (XEP-0059 §2.4)
     */
    PublicRoom at(String place) {
        try {
            int space = this == ADDRESS ? -1 : place.indexOf(' ');
            int occupants =
                    this == ADDRESS ? 0 : Integer.parseInt(place, 0, Math.max(0, space), 10);
            BareJid address = BareJid.parse(place.substring(space + 1));
            return new PublicRoom(address, "", "", "", occupants, false, false);
        } catch (NumberFormatException | JidException wrong) {
            throw new StanzaException(Condition.ITEM_NOT_FOUND);
        }
    }
}
