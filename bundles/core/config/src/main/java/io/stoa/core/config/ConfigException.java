package io.stoa.core.config;

/** Says what is wrong with the configuration, where, and what to do. */
final class ConfigException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String sentence;

    ConfigException(String message) {
        super(message);
        this.sentence = message;
    }

    ConfigException(String message, Throwable cause) {
        super(message, cause);
        this.sentence = message;
    }

    @Override
    public String getMessage() {
        return sentence;
    }
}
