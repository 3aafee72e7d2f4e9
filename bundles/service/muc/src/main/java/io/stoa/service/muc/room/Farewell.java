package io.stoa.service.muc.room;

import io.stoa.jid.FullJid;
import io.stoa.xml.Element;

import java.util.List;

/**
 * How somebody leaves a room. Immutable.
 *
 * @param session whose session it is
 * @param payloads what it has said in leaving
 * @param notice what the room adds
 */
public record Farewell(FullJid session, List<Element> payloads, Notice notice) {

    /** Copies the list. */
    public Farewell {
        payloads = List.copyOf(payloads);
    }
}
