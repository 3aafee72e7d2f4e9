package io.stoa.im.offline;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.bus.AbsenceHandler;
import io.stoa.bus.Disco;
import io.stoa.jid.BareJid;
import io.stoa.stanza.Message;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Keeps a message that found nobody at home (XEP-0160 §2). Thread-safe; blocks. */
@Component(configurationPid = "io.stoa.im.offline")
@Designate(ocd = OfflineKeeper.Config.class)
@Disco("msgoffline")
public final class OfflineKeeper implements AbsenceHandler {

    /** The configuration. */
    @ObjectClassDefinition(
            name = "Offline messages",
            description = "Limits on messages that wait (XEP-0160).")
    public @interface Config {

        /** The limit on their number. */
        @AttributeDefinition(
                description =
                        "How many messages may wait for one account; the sender of one more gets"
                                + " service-unavailable.")
        int messages() default 1000;

        /** The limit on their size. */
        @AttributeDefinition(
                description =
                        "How many bytes of XML may wait for one account. They are delivered at"
                                + " once: keep it well below pendingBytes of io.stoa.core.stream.")
        int bytes() default 524288;
    }

    private final OfflineQueue queue;

    /** Takes the queue. */
    @Activate
    public OfflineKeeper(@Reference(policyOption = GREEDY) OfflineQueue queue) {
        this.queue = queue;
    }

    @Override
    public boolean keep(Message message, BareJid account) {
        return switch (Storable.of(message)) {
            case KEPT -> {
                queue.add(account, message);
                yield true;
            }
            case FLEETING -> true;
            case REFUSED -> false;
        };
    }
}
