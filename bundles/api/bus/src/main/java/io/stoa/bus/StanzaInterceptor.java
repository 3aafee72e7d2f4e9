package io.stoa.bus;

import io.stoa.jid.BareJid;
import io.stoa.stanza.Stanza;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Sees stanzas in passing; its component declares where with {@link Intercepts}. Interceptors of
 * one stage must commute. Called for one stanza of an account at a time.
 */
@ConsumerType
public interface StanzaInterceptor {

    /** Decides what becomes of a stanza. */
    Verdict intercept(Stanza stanza, Context context);

    /**
     * Tells whether {@link #intercept} would have to wait as things are now, for instance because
     * what it needs is not in memory. Only a component that is {@link NonBlocking} is asked, before
     * each leg and outside of the lane; others may always wait. Must not block itself.
     *
     * @param stanza the stanza that is about to pass
     * @param self whom the server is going to act for
     */
    default boolean waits(Stanza stanza, BareJid self) {
        return false;
    }
}
