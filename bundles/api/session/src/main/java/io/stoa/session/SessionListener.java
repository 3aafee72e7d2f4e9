package io.stoa.session;

import org.osgi.annotation.versioning.ConsumerType;

/** Is told what happens to sessions. Called on the thread that caused the event; may block. */
@ConsumerType
public interface SessionListener {

    /** Takes notice of an event. */
    void on(SessionEvent event);
}
