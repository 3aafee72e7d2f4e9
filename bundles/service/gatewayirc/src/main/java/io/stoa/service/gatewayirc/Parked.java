package io.stoa.service.gatewayirc;

import io.stoa.bus.Schedule;
import io.stoa.bus.StanzaBus;
import io.stoa.jid.BareJid;
import io.stoa.service.gatewayirc.room.Channel;
import io.stoa.service.gatewayirc.room.State;
import io.stoa.service.gatewayirc.wire.IrcLine;
import io.stoa.service.gatewayirc.wire.Leaving;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A session that nobody carries, in the form in which it goes to the next version of the bundle:
 * maps and lists of the JDK's and of the model's types. Immutable, but for the connection in it.
 *
 * @param state what {@link IrcSession#give} has written
 */
record Parked(Map<String, Object> state) {

    static final String ACCOUNT = "account";
    static final String NETWORK = "network";
    static final String NICK = "nick";
    static final String LINK = "link";
    static final String CHANNELS = "channels";
    static final String HEARING = "hearing";
    static final String AWAY = "away";
    private static final String QUIT = IrcLine.of("QUIT", "the gateway stops");
    private static final Duration PATIENCE = Duration.ofMillis(400);

    /** Copies the map. */
    Parked {
        state = Map.copyOf(state);
    }

    /** Reads what another version has handed over. */
    static Parked of(Object saved) {
        if (saved instanceof Map<?, ?> map
                && map.get(ACCOUNT) instanceof BareJid
                && map.get(NETWORK) instanceof String
                && map.get(NICK) instanceof String
                && map.get(CHANNELS) instanceof List<?>
                && map.get(HEARING) instanceof Map<?, ?>) {
            Map<String, Object> state = new HashMap<>();
            map.forEach((key, value) -> state.put((String) key, value));
            return new Parked(state);
        }
        throw new IllegalArgumentException("it is no session of IRC that is handed over");
    }

    BareJid account() {
        return (BareJid) State.of(state, ACCOUNT);
    }

    /** The network as it was configured. */
    String network() {
        return (String) State.of(state, NETWORK);
    }

    String nick() {
        return (String) State.of(state, NICK);
    }

    List<?> channels() {
        return State.list(state, CHANNELS);
    }

    /**
     * Ends sessions that nobody carries on: whoever is in a channel is told so (XEP-0045 §15.6.2,
     * status 332), and so are the networks, unless they do not listen.
     */
    static void farewell(List<Parked> sessions, StanzaBus bus, Schedule schedule) {
        for (Parked session : sessions) {
            session.channels()
                    .forEach(it -> Channel.farewell((Map<?, ?>) it, session.nick(), bus::send));
        }
        List<Map<?, ?>> links = sessions.stream().flatMap(it -> it.link().stream()).toList();
        Leaving.all(links, QUIT, schedule, PATIENCE);
    }

    /** Closes the connection without a word. */
    void close() {
        link().ifPresent(Leaving::close);
    }

    /** The connection, if there is one that goes on. */
    Optional<Map<?, ?>> link() {
        return state.get(LINK) instanceof Map<?, ?> link ? Optional.of(link) : Optional.empty();
    }
}
