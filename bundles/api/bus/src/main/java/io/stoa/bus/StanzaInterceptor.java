package io.stoa.bus;

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
}
