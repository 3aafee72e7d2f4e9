package io.stoa.service.muchats;

import io.stoa.jid.Jid;
import io.stoa.muc.Affiliation;
import io.stoa.muc.RoomView;

import java.util.Optional;

/** The commands of XEP-0317 §3. */
enum HatCommand {
    CREATE("create", "Creating a Hat"),
    DESTROY("destroy", "Destroying a Hat"),
    LIST("list", "Hats List"),
    ASSIGN("assign", "Assigning a Hat"),
    UNASSIGN("unassign", "Removing a Hat"),
    LIST_ASSIGNED("list-assigned", "Assigned Hats List");

    /** What the nodes begin with. */
    private static final String PREFIX = "urn:xmpp:hats:commands:";

    private final String local;
    private final String title;

    HatCommand(String local, String title) {
        this.local = local;
        this.title = title;
    }

    String node() {
        return PREFIX + local;
    }

    String title() {
        return title;
    }

    /** Tells whether it only shows something. */
    boolean lists() {
        return this == LIST || this == LIST_ASSIGNED;
    }

    static Optional<HatCommand> of(String node) {
        for (HatCommand command : values()) {
            if (command.node().equals(node)) {
                return Optional.of(command);
            }
        }
        return Optional.empty();
    }

    /**
     * Tells who may use it: admins all of them, who belongs to the room the list of the hats, and
     * that of the wearers where everybody sees addresses.
     */
    boolean may(Jid who, RoomView room) {
        Affiliation affiliation = room.affiliation(who);
        if (affiliation.atLeast(Affiliation.ADMIN)) {
            return true;
        }
        boolean belongs = affiliation == Affiliation.MEMBER || room.occupantOf(who).isPresent();
        return belongs && (this == LIST || (this == LIST_ASSIGNED && room.nonAnonymous()));
    }
}
