package io.stoa.im;

import io.stoa.jid.BareJid;
import io.stoa.xml.Element;

import org.osgi.annotation.versioning.ConsumerType;

/** Is told when a roster has changed. Thread-safe; must not block. */
@ConsumerType
public interface RosterListener {

    /**
     * Takes notice of a change that clients can see. Called in the order of the changes of an
     * account, perhaps within a leg.
     *
     * @param account whose roster it is
     * @param query the {@code <query/>} of the push with the item (RFC 6121 §2.1.6)
     */
    void pushed(BareJid account, Element query);
}
