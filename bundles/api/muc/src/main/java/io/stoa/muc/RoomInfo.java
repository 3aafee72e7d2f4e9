package io.stoa.muc;

import io.stoa.jid.Jid;
import io.stoa.stanza.FormField;
import io.stoa.xml.Element;

import org.osgi.annotation.versioning.ConsumerType;

import java.util.List;
import java.util.Optional;

/** Adds to what a room tells of itself in service discovery (XEP-0045 §6.4). Must not block. */
@ConsumerType
public interface RoomInfo {

    /** Returns the features; none by default. */
    default List<String> features(RoomView room) {
        return List.of();
    }

    /** Returns fields of the form {@code muc#roominfo} (XEP-0128); none by default. */
    default List<FormField> fields(RoomView room) {
        return List.of();
    }

    /**
     * Returns what a node of the room is: identities and features (XEP-0030 §3.1); empty when it is
     * not one of its own, or not one for who asks.
     */
    default Optional<List<Element>> info(String node, Jid asker, RoomView room) {
        return Optional.empty();
    }

    /** Returns what a node of the room has in it, likewise (XEP-0030 §4). */
    default Optional<List<Element>> items(String node, Jid asker, RoomView room) {
        return Optional.empty();
    }

    /**
     * Tells whether what is said is kept where others can read it, so that occupants have to be
     * warned (XEP-0045 §7.2.12, codes 170 and 171); no by default.
     */
    default boolean logged(RoomView room) {
        return false;
    }

    /** Returns the features of the service itself; none by default. */
    default List<String> serviceFeatures() {
        return List.of();
    }
}
