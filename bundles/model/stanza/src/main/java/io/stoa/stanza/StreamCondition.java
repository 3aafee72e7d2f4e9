package io.stoa.stanza;

import java.util.Locale;

/** The defined stream error conditions (RFC 6120 §4.9.3). Thread-safe. */
public enum StreamCondition {
    /** §4.9.3.1. */
    BAD_FORMAT,
    /** §4.9.3.2. */
    BAD_NAMESPACE_PREFIX,
    /** §4.9.3.3. */
    CONFLICT,
    /** §4.9.3.4. */
    CONNECTION_TIMEOUT,
    /** §4.9.3.5. */
    HOST_GONE,
    /** §4.9.3.6. */
    HOST_UNKNOWN,
    /** §4.9.3.7. */
    IMPROPER_ADDRESSING,
    /** §4.9.3.8. */
    INTERNAL_SERVER_ERROR,
    /** §4.9.3.9. */
    INVALID_FROM,
    /** §4.9.3.10. */
    INVALID_NAMESPACE,
    /** §4.9.3.11. */
    INVALID_XML,
    /** §4.9.3.12. */
    NOT_AUTHORIZED,
    /** §4.9.3.13. */
    NOT_WELL_FORMED,
    /** §4.9.3.14. */
    POLICY_VIOLATION,
    /** §4.9.3.15. */
    REMOTE_CONNECTION_FAILED,
    /** §4.9.3.16. */
    RESET,
    /** §4.9.3.17. */
    RESOURCE_CONSTRAINT,
    /** §4.9.3.18. */
    RESTRICTED_XML,
    /** §4.9.3.19. */
    SEE_OTHER_HOST,
    /** §4.9.3.20. */
    SYSTEM_SHUTDOWN,
    /** §4.9.3.21. */
    UNDEFINED_CONDITION,
    /** §4.9.3.22. */
    UNSUPPORTED_ENCODING,
    /** §4.9.3.23. */
    UNSUPPORTED_FEATURE,
    /** §4.9.3.24. */
    UNSUPPORTED_STANZA_TYPE,
    /** §4.9.3.25. */
    UNSUPPORTED_VERSION;

    /** Returns the local name of the condition's element, such as {@code not-well-formed}. */
    public String element() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
