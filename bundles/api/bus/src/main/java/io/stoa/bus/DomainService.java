package io.stoa.bus;

import io.stoa.stanza.Stanza;

import org.osgi.annotation.versioning.ConsumerType;

import java.util.Set;

/** Owns domains, such as a room service; gets every stanza addressed to them (RFC 6120 §10.5). */
@ConsumerType
public interface DomainService {

    /**
     * Returns the domains, the same set as long as the service lives; none when they come and go,
     * see {@link #owns}.
     */
    Set<String> domains();

    /**
     * Tells whether the service owns a domain now. Only a service whose {@link #domains} are none
     * is asked, for each stanza to a domain that no other names. Must not block.
     */
    default boolean owns(String domain) {
        return domains().contains(domain);
    }

    /** Handles a stanza; called for one stanza of a bare address at a time. */
    void receive(Stanza stanza, Context context);
}
