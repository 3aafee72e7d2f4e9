package io.stoa.muc;

import io.stoa.jid.BareJid;

import org.osgi.annotation.versioning.ConsumerType;

/** Is told when rooms begin and end. In the room's lane; may block. */
@ConsumerType
public interface RoomListener {

    /** A room was created and may be entered. */
    default void created(RoomView room) {}

    /** A room was destroyed; what {@code Storage} holds for its address is erased after this. */
    default void destroyed(BareJid room) {}

    /**
     * An account of this server was removed: what is kept for it in the room must not be for
     * whoever has its name next. Told by rooms in which it had an affiliation, or for which it was
     * {@link Room#noted noted}.
     */
    default void removed(BareJid account, Room room) {}
}
