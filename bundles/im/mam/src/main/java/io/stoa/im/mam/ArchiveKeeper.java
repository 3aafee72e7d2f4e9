package io.stoa.im.mam;

import static org.osgi.service.component.annotations.ConfigurationPolicy.IGNORE;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.bus.AbsenceHandler;
import io.stoa.jid.BareJid;
import io.stoa.stanza.Message;
import io.stoa.stanza.StanzaId;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Says of a message that finds nobody at home that it is kept, when it is in the archive, so that
 * its sender gets no error. It does nothing with the message: offline storage is another matter.
 */
@Component(configurationPolicy = IGNORE)
public final class ArchiveKeeper implements AbsenceHandler {

    private final ArchiveStore store;

    /** Takes the archive. */
    @Activate
    public ArchiveKeeper(@Reference(policyOption = GREEDY) ArchiveStore store) {
        this.store = store;
    }

    /** The archive's own id is the proof: the {@link Archivist} has stripped every other one. */
    @Override
    public boolean keep(Message message, BareJid account) {
        return StanzaId.of(message, account)
                .filter(it -> store.archive().knows(account, it.id()))
                .isPresent();
    }
}
