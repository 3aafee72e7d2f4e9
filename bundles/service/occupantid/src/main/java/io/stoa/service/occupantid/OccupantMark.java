package io.stoa.service.occupantid;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.bus.Verdict;
import io.stoa.muc.Occupant;
import io.stoa.muc.OccupantIds;
import io.stoa.muc.Room;
import io.stoa.muc.RoomInfo;
import io.stoa.muc.RoomInterceptor;
import io.stoa.muc.RoomPresence;
import io.stoa.muc.RoomView;
import io.stoa.stanza.Message;
import io.stoa.stanza.Presence;
import io.stoa.stanza.Stanza;
import io.stoa.xml.Element;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.List;
import java.util.Optional;

/**
 * Marks what comes from an occupant with the occupant's id (XEP-0421 §3), before anybody keeps it,
 * so that history and archive have it, too. What a client claims to be is taken off (§4).
 *
 * <pre>{@code
 * S: <message from='play@conference.stoa.example/juliet' type='groupchat'>
 *      <body>Who's there?</body>
 *      <occupant-id xmlns='urn:xmpp:occupant-id:0' id='ZxX0…'/>
 *    </message>
 * }</pre>
 */
@Component
public final class OccupantMark implements RoomInterceptor, RoomPresence, RoomInfo {

    private static final String NAMESPACE = "urn:xmpp:occupant-id:0";
    private static final String NAME = "occupant-id";

    private final OccupantIds ids;

    /** Takes who makes the ids. */
    @Activate
    public OccupantMark(@Reference(policyOption = GREEDY) OccupantIds ids) {
        this.ids = ids;
    }

    @Override
    public Verdict intercept(Message message, Optional<Occupant> sender, Room room) {
        return new Verdict.Pass(
                sender.map(it -> marked(message, it, room)).orElseGet(() -> bare(message)));
    }

    @Override
    public Verdict whisper(Message message, Occupant sender, Occupant recipient, RoomView room) {
        return new Verdict.Pass(marked(message, sender, room));
    }

    @Override
    public Presence show(Presence presence, Occupant occupant, RoomView room) {
        return (Presence) marked(presence, occupant, room);
    }

    private Stanza marked(Stanza stanza, Occupant occupant, RoomView room) {
        return bare(stanza)
                .with(
                        Element.of(NAMESPACE, NAME)
                                .with("id", ids.of(room.address(), occupant.account())));
    }

    private static Stanza bare(Stanza stanza) {
        return stanza.without(it -> it.is(NAMESPACE, NAME));
    }

    @Override
    public List<String> features(RoomView room) {
        return List.of(NAMESPACE);
    }

    /** §4: all rooms have it, so the service says so, too. */
    @Override
    public List<String> serviceFeatures() {
        return List.of(NAMESPACE);
    }
}
