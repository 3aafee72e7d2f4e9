package io.stoa.service.muc.model;

import static io.stoa.muc.Role.MODERATOR;
import static io.stoa.muc.Role.PARTICIPANT;
import static io.stoa.muc.Role.VISITOR;

import io.stoa.muc.Role;

/** What a role allows: the table of XEP-0045 §5.1.1, with the defaults of its footnotes. */
public enum Privilege {
    /** Present in the room. */
    BE_PRESENT(VISITOR),
    /** Receive messages. */
    RECEIVE_MESSAGES(VISITOR),
    /** Receive occupants' presence. */
    RECEIVE_PRESENCE(VISITOR),
    /** Broadcast presence to all; see {@link Settings#shows}. */
    BROADCAST_PRESENCE(VISITOR),
    /** Change the availability status. */
    CHANGE_AVAILABILITY(VISITOR),
    /** Change the nickname. */
    CHANGE_NICK(VISITOR),
    /** Send private messages; see {@link Settings#whisper}. */
    WHISPER(VISITOR),
    /** Invite others; see {@link Settings#allowsInvites}. */
    INVITE(VISITOR),
    /** Send messages to all. */
    SPEAK(PARTICIPANT),
    /** Modify the subject; {@link Settings#changesSubject} gives it to participants. */
    CHANGE_SUBJECT(MODERATOR),
    /** Kick participants and visitors. */
    KICK(MODERATOR),
    /** Grant voice. */
    GRANT_VOICE(MODERATOR),
    /** Revoke voice. */
    REVOKE_VOICE(MODERATOR);

    private final Role least;

    Privilege(Role least) {
        this.least = least;
    }

    /** Tells whether a role has it. */
    public boolean of(Role role) {
        return role.atLeast(least);
    }
}
