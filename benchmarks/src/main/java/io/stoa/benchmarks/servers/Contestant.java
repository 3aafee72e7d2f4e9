package io.stoa.benchmarks.servers;

import java.util.Arrays;
import java.util.Locale;

/** Who can be compared. */
public enum Contestant {
    /** The floor. */
    RELAY("raw relay"),
    /** Ours. */
    STOA("Stoa"),
    /** Ours, with PostgreSQL instead of Derby; only where that is asked much. */
    STOA_POSTGRESQL("Stoa, PostgreSQL"),
    /** In Erlang. */
    EJABBERD("ejabberd"),
    /** In Lua. */
    PROSODY("Prosody");

    private final String title;

    Contestant(String title) {
        this.title = title;
    }

    /** Finds one by its name on the command line. */
    public static Contestant of(String id) {
        return Arrays.stream(values())
                .filter(it -> it.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no server is called " + id));
    }

    /** Returns the name on the command line. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the name that stands in the tables. */
    public String title() {
        return title;
    }

    /** Starts it. */
    public Server start(Setting setting) {
        return switch (this) {
            case RELAY -> RawRelay.start(setting);
            case STOA -> StoaServer.start(setting);
            case STOA_POSTGRESQL -> StoaServer.onPostgres(setting);
            case EJABBERD -> Ejabberd.start(setting);
            case PROSODY -> Prosody.start(setting);
        };
    }

    /** Tells whether it only forwards what was sent. */
    public boolean relays() {
        return this == RELAY;
    }

    /** Tells whether it is there only to show what another database costs. */
    public boolean isDatabase() {
        return this == STOA_POSTGRESQL;
    }
}
