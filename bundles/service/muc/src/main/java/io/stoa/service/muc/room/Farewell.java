package io.stoa.service.muc.room;

import io.stoa.jid.FullJid;
import io.stoa.xml.Element;

import java.util.List;

/**
 * How somebody leaves a room. Immutable.
 *
 * @param session whose session it is
 * @param id the id of the presence with which it leaves, which is given back to it (§7.2.3), or ""
 * @param payloads what it has said in leaving
 * @param notice what the room adds
 */
public record Farewell(FullJid session, String id, List<Element> payloads, Notice notice) {

    /** Copies the list. */
    public Farewell {
        payloads = List.copyOf(payloads);
    }

    /** Somebody is removed, and has said nothing. */
    public static Farewell of(FullJid session, Notice notice) {
        return new Farewell(session, "", List.of(), notice);
    }

    /** The same as its own session sees it. */
    public Farewell own() {
        return new Farewell(session, id, payloads, notice.and(110));
    }

    /** The same as others see it. */
    public Farewell others() {
        // §16.2: that the service was stopped concerns who leaves for it
        return new Farewell(session, "", payloads, notice.without(332));
    }
}
