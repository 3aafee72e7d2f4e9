package io.stoa.service.gatewayirc;

import io.stoa.bus.StanzaBus;
import io.stoa.jid.BareJid;
import io.stoa.service.gatewayirc.wire.Link;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
        return (BareJid) of(state, ACCOUNT);
    }

    /** The network as it was configured. */
    String network() {
        return (String) of(state, NETWORK);
    }

    String nick() {
        return (String) of(state, NICK);
    }

    List<?> channels() {
        return list(state, CHANNELS);
    }

    static Object of(Map<?, ?> state, String key) {
        Object value = state.get(key);
        if (value == null) {
            throw new IllegalArgumentException("a session that is handed over has no " + key);
        }
        return value;
    }

    static List<?> list(Map<?, ?> state, String key) {
        return (List<?>) of(state, key);
    }

    static Map<?, ?> map(Map<?, ?> state, String key) {
        return (Map<?, ?>) of(state, key);
    }

    static String text(Map<?, ?> state, String key) {
        return (String) of(state, key);
    }

    /**
     * Ends it: the connection, and for whoever is in a channel that (XEP-0045 §15.6.2, status 332).
     *
     * @param bus by which they are told, if it is there
     */
    void farewell(@Nullable StanzaBus bus) {
        if (state.get(LINK) instanceof Map<?, ?> link) {
            Link.close(link);
        }
        if (bus != null) {
            channels().forEach(it -> Channel.farewell((Map<?, ?>) it, nick(), bus::send));
        }
    }
}
