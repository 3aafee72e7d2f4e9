package io.stoa.gateway;

import org.osgi.annotation.versioning.ConsumerType;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The registration of one account at one gateway or network, as {@link RegistrationDesk} asks for
 * it. It may be held for minutes, while somebody thinks, so it holds nothing that may leave
 * meanwhile. Thread-safe; may block.
 */
@ConsumerType
public interface Registration {

    /** Returns what people call that with which one registers, such as {@code ICQ}. */
    String title();

    /** Returns what one is to fill in, a sentence. */
    String instructions();

    /** Returns what is asked, in order. */
    List<Question> questions();

    /** Returns what was answered, by the names of the questions; empty when nothing was. */
    Optional<Map<String, String>> known();

    /**
     * Registers, or changes the registration.
     *
     * @param answers an answer to each question, "" for none; flags are {@code true} or {@code
     *     false}
     * @throws io.stoa.stanza.StanzaException when they are not accepted
     */
    void put(Map<String, String> answers);

    /** Returns what will be gone with the registration, a sentence. */
    String loss();

    /** Removes the registration, and everything that came of it. */
    void remove();
}
