package io.stoa.service.muc;

import io.stoa.bus.Context;
import io.stoa.jid.BareJid;
import io.stoa.jid.FullJid;
import io.stoa.jid.Jid;
import io.stoa.service.muc.handler.Ghosts;
import io.stoa.service.muc.handler.Messages;
import io.stoa.service.muc.handler.Presences;
import io.stoa.service.muc.handler.RoomLife;
import io.stoa.service.muc.query.Claims;
import io.stoa.service.muc.query.Queries;
import io.stoa.service.muc.query.Relay;
import io.stoa.service.muc.query.ServiceQueries;
import io.stoa.service.muc.room.House;
import io.stoa.service.muc.room.Refusal;
import io.stoa.service.muc.room.Turn;
import io.stoa.stanza.Condition;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;
import io.stoa.stanza.Message;
import io.stoa.stanza.Presence;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaException;

import java.util.Optional;

/** Gives each stanza to whoever handles it. Stateless. */
final class Reception {

    private Reception() {}

    static void receive(House house, Stanza stanza, Context context) {
        Jid from = stanza.from().orElse(context.self());
        if (context.self().local().isEmpty()) {
            service(house, stanza, context);
            return;
        }
        switch (stanza) {
            case Presence presence -> presence(house, presence, from, context);
            case Message message -> message(house, message, from, context);
            case IqRequest request -> request(house, request, from, context);
            case IqResponse response ->
                    known(house, context).ifPresent(turn -> Relay.response(turn, response, from));
        }
    }

    private static void service(House house, Stanza stanza, Context context) {
        switch (stanza) {
            case IqRequest request ->
                    context.send(ServiceQueries.answer(house, request, context.self()));
            case Message message when !message.isError() ->
                    throw Refusal.of(Condition.SERVICE_UNAVAILABLE);
            default -> {}
        }
    }

    private static void presence(House house, Presence presence, Jid from, Context context) {
        try {
            if (from instanceof FullJid full) {
                // first of all who is not there any more
                known(house, context).ifPresent(turn -> Claims.look(turn, full));
                Presences.handle(house, presence, full, context);
            }
        } catch (StanzaException refused) {
            Presences.refuse(presence, refused.error(), context);
        }
    }

    private static void message(House house, Message message, Jid from, Context context) {
        Optional<Turn> turn = known(house, context);
        if (Goodbye.looks(house, message, from, context)) {
            return;
        }
        Optional<BareJid> removed = Goodbye.removed(house, message, from, context);
        if (removed.isPresent()) {
            turn.ifPresent(it -> Claims.removed(it, removed.get()));
            return;
        }
        if (turn.isEmpty()) {
            throw Refusal.of(Condition.ITEM_NOT_FOUND);
        }
        Claims.look(turn.get(), from);
        Optional<FullJid> gone = Goodbye.of(house, message, from, context);
        if (gone.isPresent()) {
            Ghosts.gone(turn.get(), gone.get());
        } else if (from instanceof FullJid full) {
            Messages.handle(turn.get(), message, full);
        } else if (message.isError()) {
            Messages.bounced(turn.get(), message, from);
        } else {
            throw Refusal.of(Condition.NOT_ACCEPTABLE);
        }
    }

    private static void request(House house, IqRequest request, Jid from, Context context) {
        String nick = request.to().map(Jid::resource).orElse("");
        Turn turn =
                known(house, context)
                        .or(() -> Founding.of(house, request, from, context))
                        .orElseThrow(() -> Refusal.of(nowhere(request, nick)));
        Claims.look(turn, from);
        if (nick.isEmpty()) {
            Queries.handle(turn, request, from);
        } else {
            Relay.request(turn, request, from, nick);
        }
    }

    /** XEP-0410 §3.1: item-not-found would say that it is in the room still. */
    private static Condition nowhere(IqRequest request, String nick) {
        return !nick.isEmpty() && Relay.pings(request)
                ? Condition.NOT_ACCEPTABLE
                : Condition.ITEM_NOT_FOUND;
    }

    private static Optional<Turn> known(House house, Context context) {
        boolean fresh = house.rooms().find(context.self()).isEmpty();
        Optional<Turn> turn =
                RoomLife.find(house, context.self()).map(room -> new Turn(house, room, context));
        if (fresh && turn.isPresent()) {
            Ghosts.sweep(turn.get());
        }
        return turn.filter(it -> house.rooms().find(context.self()).isPresent());
    }
}
