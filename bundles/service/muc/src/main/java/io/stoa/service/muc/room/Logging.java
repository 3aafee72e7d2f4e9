package io.stoa.service.muc.room;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Whether what is said in a room is kept where others can read it (XEP-0045 §7.2.12). Stateless.
 */
public final class Logging {

    private Logging() {}

    /** Tells whether the owner or another feature has it so. */
    public static boolean of(Turn turn) {
        AtomicBoolean logged = new AtomicBoolean(turn.room().settings().logged());
        Snapshot view = Snapshot.live(turn);
        turn.house()
                .extensions()
                .infos()
                .each(
                        turn.host(),
                        it -> {
                            if (it.logged(view)) {
                                logged.set(true);
                            }
                        },
                        error -> {});
        return logged.get();
    }
}
