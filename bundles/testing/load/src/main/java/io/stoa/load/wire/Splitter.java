package io.stoa.load.wire;

import java.util.Arrays;

/**
 * Cuts the bytes of a stream into stanzas without parsing them: it counts elements and skips quoted
 * values, which is enough for what a server may send (RFC 6120 §11.1: no comments, no sections).
 * What is not complete is kept. Not thread-safe.
 */
public final class Splitter {

    /** Gets what was cut. */
    public interface Sink {

        /** The header of a stream was read. */
        void opened();

        /** A whole element at the top of the stream; the array is only lent. */
        void stanza(byte[] bytes, int from, int to);

        /** The stream was closed by {@code </stream:stream>}. */
        void closed();
    }

    private enum State {
        TEXT,
        OPEN,
        TAG,
        QUOTE,
        CLOSE,
        PROLOG
    }

    private static final byte[] NONE = {};

    private final Sink sink;
    private State state = State.TEXT;
    private byte quote;
    private int depth;
    private int start = -1;
    private byte[] kept = NONE;

    /** Makes a splitter at the beginning of a stream. */
    public Splitter(Sink sink) {
        this.sink = sink;
    }

    /** Begins a new stream on the same connection (RFC 6120 §4.3.3). */
    public void restart() {
        depth = 0;
        state = State.TEXT;
    }

    /** Takes the next bytes; the array is not kept. */
    public void feed(byte[] bytes, int from, int to) {
        if (kept.length == 0) {
            scan(bytes, from, from, to);
            return;
        }
        int before = kept.length;
        byte[] joined = Arrays.copyOf(kept, before + to - from);
        System.arraycopy(bytes, from, joined, before, to - from);
        start = 0;
        scan(joined, 0, before, joined.length);
    }

    private void scan(byte[] bytes, int base, int from, int to) {
        int at = from;
        while (at < to) {
            at = state == State.TEXT ? text(bytes, at, to) : markup(bytes, at);
        }
        kept = start < base ? NONE : Arrays.copyOfRange(bytes, start, to);
        start = -1;
    }

    private int text(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != '<') {
            at++;
        }
        if (at < to) {
            if (start < 0) {
                start = at;
            }
            state = State.OPEN;
        }
        return at + 1;
    }

    private int markup(byte[] bytes, int at) {
        byte c = bytes[at];
        switch (state) {
            case OPEN -> state = c == '/' ? State.CLOSE : c == '?' ? State.PROLOG : State.TAG;
            case TAG -> tag(bytes, at, c);
            case QUOTE -> state = c == quote ? State.TAG : State.QUOTE;
            case CLOSE -> {
                if (c == '>') {
                    state = State.TEXT;
                    depth--;
                    ended(bytes, at);
                }
            }
            default -> {
                if (c == '>') {
                    state = State.TEXT;
                    start = -1;
                }
            }
        }
        return at + 1;
    }

    private void tag(byte[] bytes, int at, byte c) {
        if (c == '\'' || c == '"') {
            quote = c;
            state = State.QUOTE;
        } else if (c == '>') {
            state = State.TEXT;
            if (bytes[at - 1] == '/') {
                ended(bytes, at);
            } else if (++depth == 1) {
                start = -1;
                sink.opened();
            }
        }
    }

    /** An element has ended; it is a stanza when only the stream is around it. */
    private void ended(byte[] bytes, int at) {
        if (depth == 1) {
            int from = start;
            start = -1;
            sink.stanza(bytes, from, at + 1);
        } else if (depth <= 0) {
            start = -1;
            sink.closed();
        }
    }
}
