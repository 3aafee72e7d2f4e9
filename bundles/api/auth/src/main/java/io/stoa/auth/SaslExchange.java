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

        /**
         * Ends badly.
         *
         * @param error what the client is told
         * @param guess whether it may have been a guess at a password, which is limited more
         *     strictly than a slip, such as a channel binding that the server does not have
         */
        record Failure(SaslError error, boolean guess) implements Step {

            /** Ends badly, as a guess would. */
            public Failure(SaslError error) {
                this(error, true);
            }
        }
    }
}
