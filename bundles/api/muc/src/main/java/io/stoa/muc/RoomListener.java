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
}
