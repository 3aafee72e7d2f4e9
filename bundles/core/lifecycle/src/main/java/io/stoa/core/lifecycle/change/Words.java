package io.stoa.core.lifecycle.change;

import java.util.List;

/** Makes a sentence of what went wrong. Stateless. */
final class Words {

    private static final String CAUSE = "Caused by: ";

    private Words() {}

    /** Returns the innermost message. */
    static String of(Throwable failure) {
        Throwable at = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            at = cause;
        }
        String message = at.getMessage();
        return message == null ? at.getClass().getSimpleName() : message;
    }

    /** The component runtime gives a stack trace: its innermost cause says what it was. */
    static String ofTrace(String trace) {
        List<String> lines = trace.lines().toList();
        String last = lines.isEmpty() ? "failed" : lines.getFirst();
        for (String line : lines) {
            if (line.startsWith(CAUSE)) {
                last = line.substring(CAUSE.length());
            }
        }
        return last;
    }
}
