package io.stoa.service.mucmam;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.archive.Archive;
import io.stoa.archive.ArchiveIds;
import io.stoa.archive.Retraction;
import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;
import io.stoa.stanza.Delay;
import io.stoa.stanza.Message;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaId;
import io.stoa.storage.Log;
import io.stoa.storage.Storage;
import io.stoa.storage.StoreSpec;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The archives of all rooms as they are stored. Thread-safe; blocks. */
@Component(service = RoomArchive.class)
public final class RoomArchive {

    static final StoreSpec<Message> ARCHIVE = new StoreSpec<>("room-archive", 1, Archive.CODEC);

    private static final StoreSpec<String> KEYS =
            new StoreSpec<>("room-archive-key", 1, ArchiveIds.KEYS);

    /** So many pages are looked through for what newcomers are shown. */
    private static final int PAGES = 5;

    private final Archive archive;

    /** Opens the stores. */
    @Activate
    public RoomArchive(@Reference(policyOption = GREEDY) Storage storage) {
        this.archive = new Archive(storage.log(ARCHIVE), new ArchiveIds(storage.documents(KEYS)));
    }

    /** Returns the archives themselves. */
    public Archive archive() {
        return archive;
    }

    /** Keeps what somebody, or the room, has said, and returns its id. */
    String append(BareJid room, Instant time, Jid speaker, Message message) {
        return archive.append(room, time, speaker, "", message);
    }

    /** Finds what a retraction means, if it is one's to retract. */
    Optional<Log.Entry<Message>> retractable(BareJid room, Retraction retraction) {
        return archive.find(room, retraction.target())
                .filter(it -> !Tombstone.is(it.value()))
                .filter(it -> Retraction.in(it.value()).isEmpty());
    }

    /**
     * Returns what was said last to newcomers of a room, oldest first (XEP-0045 §7.2.13): messages
     * with a body, as they looked to those who see no addresses, and what is left of retracted ones
     * (XEP-0424 §5).
     */
    List<Message> recent(BareJid room, int limit) {
        Deque<Message> recent = new ArrayDeque<>();
        Optional<String> before = Optional.empty();
        for (int i = 0; i < PAGES && recent.size() < limit; i++) {
            Log.Page<Message> page = archive.find(room, last(before, limit));
            for (Log.Entry<Message> entry : page.entries().reversed()) {
                if (recent.size() < limit && memorable(entry.value())) {
                    recent.addFirst(shown(room, entry, entry.value()));
                }
            }
            if (page.complete()) {
                break;
            }
            before = Optional.of(page.entries().getFirst().id());
        }
        return List.copyOf(recent);
    }

    private static boolean memorable(Message message) {
        return message.payload(Stanza.CLIENT, "body").isPresent() || Tombstone.is(message);
    }

    /** Finds what was said under an id, as those see it who see no addresses. */
    Optional<Message> find(BareJid room, String id) {
        return archive.find(room, id).map(it -> shown(room, it, it.value()));
    }

    private static Log.Query last(Optional<String> before, int limit) {
        return new Log.Query(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                before,
                true,
                limit);
    }

    /** How newcomers see an entry, or what has taken its place. */
    Message shown(BareJid room, Log.Entry<Message> entry, Message value) {
        Message shown =
                Speaker.hidden(value).with(new StanzaId(archive.id(room, entry), room).toElement());
        // XEP-0045 §7.3.1: what an owner has brought from elsewhere keeps its own time
        boolean delayed = shown.payloads().stream().anyMatch(it -> Delay.from(it).isPresent());
        return delayed ? shown : shown.with(Delay.of(entry.time(), room).toElement());
    }
}
