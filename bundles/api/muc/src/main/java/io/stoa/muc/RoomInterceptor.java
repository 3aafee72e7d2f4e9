package io.stoa.muc;

import io.stoa.bus.Stage;
import io.stoa.bus.Verdict;
import io.stoa.stanza.Message;

import org.osgi.annotation.versioning.ConsumerType;

import java.util.Optional;

/**
 * Sees what is said in rooms before it is heard, in the room's lane. Those of {@link Stage#GUARD}
 * come first and may refuse or change it; those of {@link Stage#ARCHIVE} record it and may give it
 * its stable id, as {@code <stanza-id/>} by the room (XEP-0359); without one the room makes one up.
 * Within a stage the order is that of the service ranking, then of the component's name.
 */
@ConsumerType
public interface RoomInterceptor {

    /** Returns where it stands: GUARD or ARCHIVE. Always the same. */
    default Stage stage() {
        return Stage.GUARD;
    }

    /**
     * Sees a message to all, a change of the subject among them.
     *
     * @param message from the occupant JID, or from the room's own; without {@code to}
     * @param sender who says it; empty when it is the room itself
     * @return what becomes of it; what passes must keep its {@code from}
     */
    Verdict intercept(Message message, Optional<Occupant> sender, Room room);

    /**
     * Sees a private message (XEP-0045 §7.5); by default it passes.
     *
     * @param message from the occupant JID of the sender to that of the recipient
     */
    default Verdict whisper(Message message, Occupant sender, Occupant recipient, RoomView room) {
        return new Verdict.Pass(message);
    }
}
