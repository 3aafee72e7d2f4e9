package io.stoa.auth;

import io.stoa.jid.BareJid;

import org.osgi.annotation.versioning.ConsumerType;

/** One authentication in progress (RFC 4422). Not thread-safe; may block. */
@ConsumerType
public interface SaslExchange {

    /** Takes the client's next message (the initial response first) and answers it. */
    Step next(byte[] message);

    /** An answer. The arrays are made for it and not kept by anybody. */
    @SuppressWarnings("ArrayRecordComponent") // bytes on their way, never compared
    sealed interface Step {

        /** Goes on with a challenge. */
        record Challenge(byte[] data) implements Step {}

        /**
         * Ends well.
         *
         * @param account who has authenticated
         * @param data additional data with success, empty when there is none
         */
        record Success(BareJid account, byte[] data) implements Step {}

        /** Ends badly. */
        record Failure(SaslError error) implements Step {}
    }
}
