package io.stoa.im.offline;

import io.stoa.session.Session;

/** What is remembered with a session. Stateless. */
final class Marks {

    /** The session has got what waited, or what waits is not for it. */
    static final Session.Key<Boolean> SERVED =
            new Session.Key<>("im.offline.served", Boolean.class);

    /** The session takes its messages one by one (XEP-0013 §2.2). */
    static final Session.Key<Boolean> FLEXIBLE =
            new Session.Key<>("im.offline.flexible", Boolean.class);

    /** The session has asked its archive (XEP-0313 §4). */
    static final Session.Key<Boolean> ARCHIVE =
            new Session.Key<>("im.offline.archive", Boolean.class);

    /**
     * The id of the last message that the session has taken out of the store, as long as it may be
     * there still.
     */
    static final Session.Key<String> TAKEN = new Session.Key<>("im.offline.taken", String.class);

    private Marks() {}

    static void set(Session session, Session.Key<Boolean> mark) {
        session.put(mark, Boolean.TRUE);
    }

    static boolean has(Session session, Session.Key<Boolean> mark) {
        return session.get(mark).isPresent();
    }
}
