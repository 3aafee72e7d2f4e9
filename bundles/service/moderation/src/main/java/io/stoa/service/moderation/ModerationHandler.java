package io.stoa.service.moderation;

import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.bus.Context;
import io.stoa.jid.Jid;
import io.stoa.muc.Occupant;
import io.stoa.muc.OccupantIds;
import io.stoa.muc.Role;
import io.stoa.muc.Room;
import io.stoa.muc.RoomInfo;
import io.stoa.muc.RoomIqHandler;
import io.stoa.muc.RoomView;
import io.stoa.stanza.Condition;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;
import io.stoa.stanza.IqSet;
import io.stoa.stanza.Message;
import io.stoa.stanza.MessageType;
import io.stoa.stanza.StanzaError;
import io.stoa.stanza.StanzaException;
import io.stoa.xml.Element;
import io.stoa.xml.Text;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A moderator retracts what somebody has said in the room (XEP-0425 §3). Everybody is told by whom
 * and why, and newcomers are not shown it any more.
 *
 * <pre>{@code
 * C: <iq to='play@conference.stoa.example' type='set'>
 *      <moderate xmlns='urn:xmpp:message-moderate:1' id='7Yd2'>
 *        <retract xmlns='urn:xmpp:message-retract:1'/><reason>Not here</reason>
 *      </moderate>
 *    </iq>
 * S: <message from='play@conference.stoa.example' type='groupchat' id='…'>
 *      <retract xmlns='urn:xmpp:message-retract:1' id='7Yd2'>
 *        <moderated xmlns='urn:xmpp:message-moderate:1' by='play@conference.stoa.example/nurse'/>
 *        <reason>Not here</reason>
 *      </retract>
 *    </message>
 * }</pre>
 */
@Component
public final class ModerationHandler implements RoomIqHandler, RoomInfo {

    /** So many characters a reason may have. */
    private static final int REASON = 2048;

    /** By which moderators are known where addresses are not shown (XEP-0421). */
    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable OccupantIds ids;

    @Override
    public String namespace() {
        return Retraction.MODERATE;
    }

    @Override
    public List<String> features(RoomView room) {
        return List.of(Retraction.MODERATE);
    }

    @Override
    public IqResponse handle(IqRequest request, Room room, Context context) {
        if (!(request instanceof IqSet set)
                || !request.payload().is(Retraction.MODERATE, "moderate")) {
            throw new StanzaException(Condition.BAD_REQUEST);
        }
        Occupant moderator = moderator(room, request.from());
        Element moderate = request.payload();
        String id = moderate.attribute("id");
        if (id.isEmpty() || moderate.child(Retraction.NS, "retract").isEmpty()) {
            throw new StanzaException(Condition.BAD_REQUEST);
        }
        Message original =
                room.said(id).orElseThrow(() -> new StanzaException(Condition.ITEM_NOT_FOUND));
        Element retract = retract(room, moderator, moderate);
        if (!Retraction.retractable(original, room.address())) {
            throw refused(Condition.NOT_ALLOWED, "only what people say can be retracted");
        }
        if (!Retraction.isTombstone(original)) {
            retract(room, original, retract);
        }
        return set.result();
    }

    private static void retract(Room room, Message original, Element retract) {
        Message told =
                room.say(
                        (Message)
                                Message.of(MessageType.GROUPCHAT, List.of(retract))
                                        .withId(UUID.randomUUID().toString()));
        room.replace(
                retract.attribute("id"),
                Optional.of(new Retraction(told, retract).tombstone(original, Instant.now())));
    }

    /** §3.2; whoever is none does not learn whether there is such a message. */
    private static Occupant moderator(Room room, Optional<Jid> from) {
        return from.flatMap(room::occupantOf)
                .filter(it -> it.role() == Role.MODERATOR)
                .orElseThrow(
                        () ->
                                refused(
                                        Condition.FORBIDDEN,
                                        "only moderators may moderate what others say"));
    }

    private Element retract(Room room, Occupant moderator, Element moderate) {
        Element moderated =
                Element.of(Retraction.MODERATE, "moderated")
                        .with("by", moderator.address().toString());
        OccupantIds known = ids;
        if (known != null) {
            moderated =
                    moderated.with(
                            Element.of(Retraction.OCCUPANT_ID, "occupant-id")
                                    .with("id", known.of(room.address(), moderator.account())));
        }
        Element retract =
                Element.of(Retraction.NS, "retract", moderated)
                        .with("id", moderate.attribute("id"));
        String reason = moderate.child(Retraction.MODERATE, "reason").map(Element::text).orElse("");
        if (reason.length() > REASON) {
            throw refused(
                    Condition.NOT_ACCEPTABLE,
                    "a reason may have " + REASON + " characters, not more");
        }
        return reason.isEmpty()
                ? retract
                : retract.with(Element.of(Retraction.NS, "reason", new Text(reason)));
    }

    private static StanzaException refused(Condition condition, String why) {
        return new StanzaException(StanzaError.of(condition, why));
    }
}
