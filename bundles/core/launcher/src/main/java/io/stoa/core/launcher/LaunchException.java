package io.stoa.core.launcher;

/** Says in one sentence why the server cannot start or be asked, and what to do. */
final class LaunchException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int code;

    /**
     * Makes an exception.
     *
     * @param code the exit code: 1 it failed, 2 it was called wrongly, 3 no server is running
     */
    LaunchException(int code, String message) {
        super(message);
        this.code = code;
    }

    LaunchException(int code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    int code() {
        return code;
    }
}
