package io.stoa.service.muc.handler;

import io.stoa.jid.BareJid;
import io.stoa.jid.FullJid;
import io.stoa.jid.Jid;
import io.stoa.muc.Affiliation;
import io.stoa.muc.Occupant;
import io.stoa.muc.Room;
import io.stoa.service.muc.model.Seat;
import io.stoa.service.muc.model.Settings;
import io.stoa.service.muc.room.Announce;
import io.stoa.service.muc.room.Notice;
import io.stoa.service.muc.room.Snapshot;
import io.stoa.service.muc.room.Turn;
import io.stoa.stanza.Message;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaException;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** A room as other features act upon it, within its lane. */
public final class Acting implements Room {

    private final Turn turn;
    private final Snapshot view;

    /** Lets others act in a turn. */
    public Acting(Turn turn) {
        this.turn = turn;
        this.view = Snapshot.live(turn);
    }

    @Override
    public Message say(Message message) {
        Message said = message.withFrom(turn.room().address());
        return Speech.broadcast(turn, said, Optional.empty());
    }

    @Override
    public void notifyAll(Stanza stanza) {
        turn.toAll(stanza.withFrom(turn.room().address()));
    }

    @Override
    public void notify(FullJid session, Stanza stanza) {
        turn.to(session, stanza.withFrom(turn.room().address()));
    }

    @Override
    public Optional<Message> said(String stanzaId) {
        return turn.room().history().find(stanzaId).or(() -> remembered(stanzaId));
    }

    private Optional<Message> remembered(String stanzaId) {
        AtomicReference<Optional<Message>> found = new AtomicReference<>(Optional.empty());
        turn.house()
                .extensions()
                .histories()
                .each(
                        turn.host(),
                        it ->
                                found.updateAndGet(
                                        known -> known.or(() -> it.find(address(), stanzaId))),
                        error -> {
                            throw new StanzaException(error);
                        });
        return Objects.requireNonNull(found.get());
    }

    @Override
    public boolean replace(String stanzaId, Optional<Message> instead) {
        return turn.room().history().replace(stanzaId, instead);
    }

    @Override
    public void refresh(BareJid account) {
        for (Seat seat : turn.room().seatsOf(account)) {
            seat.forget();
            Announce.available(turn, seat, Notice.NONE, Notice.NONE);
        }
    }

    @Override
    public void set(String field, List<String> values) {
        Settings settings = turn.room().settings();
        turn.room()
                .settings(
                        values.isEmpty()
                                ? settings.without(field)
                                : settings.with(Map.of(field, values)));
        if (!turn.room().locked()) {
            turn.house().store().save(turn.room());
        }
    }

    @Override
    public void noted(BareJid account) {
        if (turn.house().store().ours(account)) {
            turn.house().store().halves().put(account, address());
        }
    }

    @Override
    public BareJid address() {
        return view.address();
    }

    @Override
    public List<String> setting(String field) {
        return Snapshot.setting(turn, turn.room().settings(), field);
    }

    @Override
    public Affiliation affiliation(Jid who) {
        return view.affiliation(who);
    }

    @Override
    public List<Occupant> occupants() {
        return view.occupants();
    }

    @Override
    public Optional<Occupant> occupant(String nick) {
        return view.occupant(nick);
    }

    @Override
    public Optional<Occupant> occupantOf(Jid session) {
        return view.occupantOf(session);
    }

    @Override
    public boolean nonAnonymous() {
        return turn.room().settings().nonAnonymous();
    }
}
