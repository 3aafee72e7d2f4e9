package io.stoa.bus;

import io.stoa.jid.BareJid;
import io.stoa.stanza.Message;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Is asked when a message found nobody at home (RFC 6121 §8.5.2.2). All are asked, by {@code
 * service.ranking}; when none has kept the message, its sender gets the error of the first that
 * failed, else {@code service-unavailable} (XEP-0160 §2).
 */
@ConsumerType
public interface AbsenceHandler {

    /**
     * Takes care of a message.
     *
     * @return whether the message is kept, so that no error is due
     * @throws io.stoa.stanza.StanzaException to say why it is not kept
     */
    boolean keep(Message message, BareJid account);
}
