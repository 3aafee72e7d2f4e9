package io.stoa.service.muc.query;

import io.stoa.bus.Context;
import io.stoa.bus.Leg;
import io.stoa.jid.BareJid;
import io.stoa.muc.RoomQueryHandler;
import io.stoa.muc.RoomView;
import io.stoa.service.muc.room.House;
import io.stoa.service.muc.room.Snapshot;
import io.stoa.service.muc.room.Turn;
import io.stoa.service.muc.spi.Plugged;
import io.stoa.session.Session;
import io.stoa.stanza.Condition;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lets a feature answer outside of the room's lane, on a thread of its own. Stateless. */
final class Aside {

    private Aside() {}

    /** Tells whether there is somebody who answers; it does so when it is ready. */
    static boolean answers(Turn turn, IqRequest request) {
        String namespace = request.payload().namespace();
        Plugged<RoomQueryHandler> queries = turn.house().extensions().queries();
        if (!queries.any(turn.host(), it -> it.namespace().equals(namespace))) {
            return false;
        }
        RoomView view = Snapshot.frozen(turn);
        Replies replies = new Replies(turn.context().self(), turn.context().session());
        House house = turn.house();
        String host = turn.host();
        house.schedule().after(Duration.ZERO, () -> answer(house, host, request, view, replies));
        return true;
    }

    private static void answer(
            House house, String host, IqRequest request, RoomView view, Replies replies) {
        Stanza answer;
        try {
            answer =
                    house.extensions()
                            .queries()
                            .first(
                                    host,
                                    it -> it.namespace().equals(request.payload().namespace()),
                                    it -> it.handle(request, view, replies))
                            .orElseGet(() -> request.error(Condition.SERVICE_UNAVAILABLE));
        } catch (StanzaException refused) {
            answer = request.error(refused.error());
        }
        replies.send(answer);
        replies.sent().forEach(house.bus()::send);
    }

    /** What is sent goes out when the answer is ready. */
    private record Replies(BareJid self, Optional<Session> session, List<Stanza> sent)
            implements Context {

        Replies(BareJid self, Optional<Session> session) {
            this(self, session, new ArrayList<>());
        }

        @Override
        public Leg leg() {
            return Leg.RECEIVED;
        }

        @Override
        public void send(Stanza stanza) {
            sent.add(stanza);
        }
    }
}
