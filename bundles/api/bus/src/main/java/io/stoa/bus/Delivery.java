package io.stoa.bus;

import io.stoa.session.Session;
import io.stoa.stanza.StanzaError;

import java.util.List;

/** What is done with a stanza that has arrived for an account (RFC 6121 §8.5.4). Immutable. */
public sealed interface Delivery {

    /** Deliver it to these sessions. */
    record Deliver(List<Session> sessions) implements Delivery {}

    /** Nobody is at home: ask the {@link AbsenceHandler}s (§8.5.2.2.1). */
    record Absent() implements Delivery {}

    /** Tell the sender an error. */
    record Reject(StanzaError error) implements Delivery {}

    /** Silently ignore it. */
    record Ignore() implements Delivery {}

    /** It is the server that handles it in the account's name (iq to the bare JID; presence). */
    record Handle() implements Delivery {}
}
