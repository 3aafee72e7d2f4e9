package io.stoa.core.config;

/**
 * One key's value.
 *
 * @param pid the component's PID
 * @param key the key
 * @param value the value as text
 * @param source where it was said, such as a file and a line, for messages
 */
record Setting(String pid, String key, String value, String source) {

    /** Reads {@code PID:key = value}. */
    static Setting parse(String line, String source) {
        int equals = line.indexOf('=');
        int colon = line.indexOf(':');
        if (equals < 0 || colon < 1 || colon > equals - 2) {
            throw new ConfigException(
                    source + ": expected PID:key = value, found “" + line.strip() + "”");
        }
        return new Setting(
                line.substring(0, colon).strip(),
                line.substring(colon + 1, equals).strip(),
                line.substring(equals + 1).strip(),
                source);
    }

    /** Returns the name by which people speak of the key. */
    String name() {
        return pid + ":" + key;
    }

    Setting withValue(String changed) {
        return new Setting(pid, key, changed, source);
    }
}
