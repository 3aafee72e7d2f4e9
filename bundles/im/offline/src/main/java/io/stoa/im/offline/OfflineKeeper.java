package io.stoa.im.offline;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.bus.AbsenceHandler;
import io.stoa.bus.Disco;
import io.stoa.jid.BareJid;
import io.stoa.jid.FullJid;
import io.stoa.session.Session;
import io.stoa.session.Sessions;
import io.stoa.session.Trackings;
import io.stoa.stanza.Delay;
import io.stoa.stanza.Message;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

import java.util.Optional;

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
    private final Sessions sessions;
    private final Trackings trackings;

    /** Takes the queue, and who knows the senders and what they will send again. */
    @Activate
    public OfflineKeeper(
            @Reference(policyOption = GREEDY) OfflineQueue queue,
            @Reference(policyOption = GREEDY) Sessions sessions,
            @Reference(policyOption = GREEDY) Trackings trackings) {
        this.queue = queue;
        this.sessions = sessions;
        this.trackings = trackings;
    }

    @Override
    public boolean keep(Message message, BareJid account) {
        return switch (Storable.of(message)) {
            case KEPT -> {
                String cause = trackings.cause();
                if (!keptBefore(message, account, cause)) {
                    queue.add(account, message, cause);
                }
                yield true;
            }
            case FLEETING -> true;
            case REFUSED -> false;
        };
    }

    /**
     * After a crash a message may come again that was kept already and not said to be: its sender
     * resumes and sends it again, or the session is back that had left it behind (XEP-0198 §4, §5).
     */
    private boolean keptBefore(Message message, BareJid account, String cause) {
        return !cause.isEmpty()
                && (message.payloads().stream().anyMatch(it -> Delay.from(it).isPresent())
                        || senderRepeats(message))
                && queue.holds(account, message, cause);
    }

    private boolean senderRepeats(Message message) {
        return message.from()
                .flatMap(it -> it instanceof FullJid full ? sessions.find(full) : none())
                .filter(Session::repeats)
                .isPresent();
    }

    private static Optional<Session> none() {
        return Optional.empty();
    }
}
