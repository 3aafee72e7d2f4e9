package io.stoa.service.mucmam;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.archive.Conversation;
import io.stoa.archive.Retraction;
import io.stoa.bus.Stage;
import io.stoa.bus.Verdict;
import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;
import io.stoa.muc.Occupant;
import io.stoa.muc.Room;
import io.stoa.muc.RoomInterceptor;
import io.stoa.muc.RoomListener;
import io.stoa.stanza.Message;
import io.stoa.stanza.StanzaId;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeps what is said in a room before anybody hears it, and gives it the archive's id (XEP-0313
 * §3.5). A message that cannot be kept is refused: what was heard is there. Private messages are
 * the occupants' own affair (§6.1.2).
 *
 * <pre>{@code
 * C: <message to='play@conference.stoa.example' type='groupchat'><body>Who's there?</body></message>
 * S: <message from='play@conference.stoa.example/francisco' type='groupchat'>
 *      <body>Who's there?</body>
 *      <stanza-id xmlns='urn:xmpp:sid:0' by='play@conference.stoa.example'
 *                 id='6vXbTJr0Y0pWkQmYIfq7Sg'/>
 *    </message>
 * }</pre>
 */
@Component(configurationPid = "io.stoa.service.mucmam")
public final class RoomArchivist implements RoomInterceptor, RoomListener {

    private final RoomArchive store;
    private final ArchiveSettings settings;
    private final Clock clock = Clock.systemUTC();

    /** Takes the archive. */
    @Activate
    public RoomArchivist(
            @Reference(policyOption = GREEDY) RoomArchive store, RoomMam.Config config) {
        this.store = store;
        this.settings = ArchiveSettings.of(config);
    }

    @Override
    public Stage stage() {
        return Stage.ARCHIVE;
    }

    @Override
    public Verdict intercept(Message message, Optional<Occupant> sender, Room room) {
        Instant now = clock.instant();
        Message passed = message;
        if (settings.archives(room) && Conversation.includes(message)) {
            passed = keep(message, sender, room, now);
        }
        // also when nothing is kept any more: it asks for less to be kept, not for more
        Retraction.in(message).ifPresent(it -> retract(it, sender, room, now));
        return new Verdict.Pass(passed);
    }

    private Message keep(Message message, Optional<Occupant> sender, Room room, Instant now) {
        Jid speaker = sender.<Jid>map(Speaker::address).orElseGet(room::address);
        Message kept =
                sender.map(it -> Speaker.noted(message, it, room))
                        .orElseGet(() -> Speaker.hidden(message));
        String id = store.append(room.address(), now, speaker, kept);
        return message.with(new StanzaId(id, room.address()).toElement());
    }

    private void retract(Retraction retraction, Optional<Occupant> sender, Room room, Instant now) {
        BareJid address = room.address();
        store.retractable(address, retraction)
                .filter(it -> Tombstone.allowed(retraction, sender, address, it.with().bare()))
                .ifPresent(
                        it -> {
                            Message tombstone =
                                    Tombstone.of(it.value(), retraction, sender.isEmpty(), now);
                            store.archive().replace(address, it, tombstone);
                            // XEP-0424 §5: nor is it told to newcomers
                            room.replace(
                                    retraction.target(),
                                    Optional.of(store.shown(address, it, tombstone)));
                        });
    }

    /** To be erased in one transaction, an archive may be far too long. */
    @Override
    public void destroyed(BareJid room) {
        store.archive().clear(room);
    }
}
