package io.stoa.service.gatewayirc.room;

import java.util.List;
import java.util.Map;

/** Reads what another version has handed over. Stateless. */
public final class State {

    private State() {}

    public static Object of(Map<?, ?> state, String key) {
        Object value = state.get(key);
        if (value == null) {
            throw new IllegalArgumentException("a session that is handed over has no " + key);
        }
        return value;
    }

    public static List<?> list(Map<?, ?> state, String key) {
        return (List<?>) of(state, key);
    }

    public static Map<?, ?> map(Map<?, ?> state, String key) {
        return (Map<?, ?>) of(state, key);
    }

    public static String text(Map<?, ?> state, String key) {
        return (String) of(state, key);
    }
}
