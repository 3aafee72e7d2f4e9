package io.stoa.muc;

import io.stoa.jid.BareJid;
import io.stoa.jid.FullJid;
import io.stoa.stanza.Message;
import io.stoa.stanza.Stanza;

import org.osgi.annotation.versioning.ProviderType;

import java.util.List;
import java.util.Optional;

/** A room to act upon, within its lane. Valid for the call it was given to. */
@ProviderType
public interface Room extends RoomView {

    /**
     * Lets the room itself say something to all occupants: the message passes the {@link
     * RoomInterceptor}s of the stage ARCHIVE, gets its stable id and goes to everybody.
     *
     * @param message of type groupchat; {@code from} and {@code to} are set
     * @return the message as it was sent
     */
    Message say(Message message);

    /** Sends a stanza from the room's bare JID to all occupants, as it is. */
    void notifyAll(Stanza stanza);

    /** Sends a stanza from the room's bare JID to one session. */
    void notify(FullJid session, Stanza stanza);

    /**
     * Finds what was said: among what newcomers are shown, else with those who remember more
     * ({@link RoomHistory#find}). May block then.
     *
     * @param stanzaId the id that the room has given to it (XEP-0359)
     * @return the message from its occupant JID with its {@code <stanza-id/>}, without {@code to}
     */
    Optional<Message> said(String stanzaId);

    /**
     * Takes a message out of what newcomers are shown.
     *
     * @param stanzaId the id that the room has given to it (XEP-0359)
     * @param instead what takes its place
     * @return whether it was there
     */
    boolean replace(String stanzaId, Optional<Message> instead);

    /** Shows everybody anew how the occupants of an account look, as far as it is in the room. */
    void refresh(BareJid account);

    /**
     * Notes that something is kept in the room for an account of this server, so that {@link
     * RoomListener#removed} is told when the account is removed. Others are left out.
     */
    void noted(BareJid account);

    /** Keeps the values of a field of the room's configuration; durable. No values: forgets it. */
    void set(String field, List<String> values);
}
