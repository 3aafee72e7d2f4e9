package io.stoa.stanza;

import static io.stoa.stanza.ErrorType.AUTH;
import static io.stoa.stanza.ErrorType.CANCEL;
import static io.stoa.stanza.ErrorType.MODIFY;
import static io.stoa.stanza.ErrorType.WAIT;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The defined stanza error conditions (RFC 6120 §8.3.3), each with its usual type. Thread-safe. */
public enum Condition {
    /** §8.3.3.1. */
    BAD_REQUEST(MODIFY),
    /** §8.3.3.2. */
    CONFLICT(CANCEL),
    /** §8.3.3.3. */
    FEATURE_NOT_IMPLEMENTED(CANCEL),
    /** §8.3.3.4. */
    FORBIDDEN(AUTH),
    /** §8.3.3.5. */
    GONE(CANCEL),
    /** §8.3.3.6. */
    INTERNAL_SERVER_ERROR(CANCEL),
    /** §8.3.3.7. */
    ITEM_NOT_FOUND(CANCEL),
    /** §8.3.3.8. */
    JID_MALFORMED(MODIFY),
    /** §8.3.3.9. */
    NOT_ACCEPTABLE(MODIFY),
    /** §8.3.3.10. */
    NOT_ALLOWED(CANCEL),
    /** §8.3.3.11. */
    NOT_AUTHORIZED(AUTH),
    /** §8.3.3.12. */
    POLICY_VIOLATION(MODIFY),
    /** §8.3.3.13. */
    RECIPIENT_UNAVAILABLE(WAIT),
    /** §8.3.3.14. */
    REDIRECT(MODIFY),
    /** §8.3.3.15. */
    REGISTRATION_REQUIRED(AUTH),
    /** §8.3.3.16. */
    REMOTE_SERVER_NOT_FOUND(CANCEL),
    /** §8.3.3.17. */
    REMOTE_SERVER_TIMEOUT(WAIT),
    /** §8.3.3.18. */
    RESOURCE_CONSTRAINT(WAIT),
    /** §8.3.3.19. */
    SERVICE_UNAVAILABLE(CANCEL),
    /** §8.3.3.20. */
    SUBSCRIPTION_REQUIRED(AUTH),
    /** §8.3.3.21. */
    UNDEFINED_CONDITION(CANCEL),
    /** §8.3.3.22. */
    UNEXPECTED_REQUEST(WAIT);

    private static final Map<String, Condition> BY_ELEMENT =
            Stream.of(values()).collect(Collectors.toMap(Condition::element, Function.identity()));

    private final ErrorType usual;

    Condition(ErrorType usual) {
        this.usual = usual;
    }

    /** Returns the type that RFC 6120 recommends for this condition. */
    public ErrorType usual() {
        return usual;
    }

    /** Returns the local name of the condition's element, such as {@code service-unavailable}. */
    public String element() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Finds a condition by the local name of its element.
     *
     * @param element the local name
     * @return the condition, or empty for an unknown name
     */
    public static Optional<Condition> of(String element) {
        return Optional.ofNullable(BY_ELEMENT.get(element));
    }
}
