package io.stoa.session;

import io.stoa.jid.BareJid;

import org.osgi.annotation.versioning.ConsumerType;

import java.time.Instant;
import java.util.Optional;

/** Knows when accounts have logged in. Thread-safe; may block. */
@ConsumerType
public interface Logins {

    /** Returns when an account last bound a resource; empty when nobody knows of it. */
    Optional<Instant> last(BareJid account);
}
