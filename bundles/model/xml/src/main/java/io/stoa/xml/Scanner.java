package io.stoa.xml;

import java.nio.charset.StandardCharsets;

/**
 * Finds where first-level elements end, by looking at markup only, so that the parser is fed one of
 * them at a time and is needed for no longer than that. Refuses what needs no parser to be refused:
 * comments, DTDs, processing instructions (RFC 6120 §11.1), {@code ]]>} in text (XML 1.0 §2.4). Not
 * thread-safe.
 */
final class Scanner {

    private enum State {
        TEXT,
        /** Behind {@code <}. */
        OPEN,
        START_TAG,
        /** Behind a slash in a start tag. */
        SLASH,
        APOSTROPHES,
        QUOTES,
        END_TAG,
        /** Behind {@code <!}. */
        BANG,
        CDATA,
        /** The XML declaration, before the stream begins. */
        DECLARATION
    }

    private static final byte[] CDATA = "[CDATA[".getBytes(StandardCharsets.US_ASCII);

    private State state = State.TEXT;

    /** How many elements are open, the stream's own among them. */
    private int depth;

    /** How many bytes of {@code [CDATA[} or {@code ]]} have come. */
    private int run;

    private boolean begun;
    private boolean boundary;

    /** Tells whether the stream is open and no first-level element is. */
    boolean between() {
        return depth == 1 && state == State.TEXT;
    }

    /** Tells whether the stream was closed. */
    boolean ended() {
        return begun && depth == 0;
    }

    /**
     * Looks at bytes until the stream is opened or closed or a first-level element is complete.
     *
     * @return the index behind the last byte that belongs to it, or {@code end}
     */
    int scan(byte[] bytes, int from, int end) {
        int at = from;
        boundary = false;
        while (at < end && !boundary) {
            at =
                    switch (state) {
                        case TEXT -> text(bytes, at, end);
                        case START_TAG -> startTag(bytes, at, end);
                        case APOSTROPHES -> value(bytes, at, end, '\'');
                        case QUOTES -> value(bytes, at, end, '"');
                        case END_TAG -> endTag(bytes, at, end);
                        case CDATA -> cdata(bytes, at, end);
                        case DECLARATION -> declaration(bytes, at, end);
                        case OPEN, SLASH, BANG -> single(bytes[at], at);
                    };
        }
        return at;
    }

    private int text(byte[] bytes, int from, int end) {
        int next = run > 0 ? from : Words.skipOthers(bytes, from, end, '<', ']');
        for (int at = next; at < end; at++) {
            byte b = bytes[at];
            if (b == '<') {
                run = 0;
                state = State.OPEN;
                return at + 1 < end ? single(bytes[at + 1], at + 1) : end;
            }
            if (b == ']') {
                run++;
            } else if (run > 0) {
                if (b == '>' && run > 1) {
                    throw notWellFormed("]]> in text");
                }
                run = 0;
            }
        }
        return end;
    }

    private int single(byte b, int at) {
        switch (state) {
            case OPEN -> open(b);
            case SLASH -> slash(b);
            default -> bang(b);
        }
        return at + 1;
    }

    private void open(byte b) {
        state =
                switch (b) {
                    case '/' -> State.END_TAG;
                    case '!' -> begunOrRefuse("no comments and no DTD", State.BANG);
                    case '?' -> {
                        if (begun) {
                            throw restricted("no processing instructions");
                        }
                        yield State.DECLARATION;
                    }
                    // not a name, but the parser's to refuse
                    default -> State.START_TAG;
                };
    }

    private State begunOrRefuse(String what, State next) {
        if (!begun) {
            throw restricted(what);
        }
        return next;
    }

    private void bang(byte b) {
        if (b != CDATA[run]) {
            throw restricted("no comments and no DTD");
        }
        run++;
        if (run == CDATA.length) {
            if (depth == 1) {
                throw new XmlException(XmlException.Kind.BAD_FORMAT, "text between stanzas");
            }
            run = 0;
            state = State.CDATA;
        }
    }

    private int cdata(byte[] bytes, int from, int end) {
        for (int at = from; at < end; at++) {
            byte b = bytes[at];
            if (b == ']') {
                run++;
            } else if (b == '>' && run > 1) {
                run = 0;
                state = State.TEXT;
                return at + 1;
            } else {
                run = 0;
            }
        }
        return end;
    }

    private int declaration(byte[] bytes, int from, int end) {
        for (int at = from; at < end; at++) {
            byte b = bytes[at];
            if (b == '>' && run > 0) {
                run = 0;
                state = State.TEXT;
                return at + 1;
            }
            run = b == '?' ? 1 : 0;
        }
        return end;
    }

    /** The hot loop: what is complete is not left to the state. */
    private int startTag(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end) {
            byte b = bytes[at++];
            if (b > '>') {
                continue;
            }
            if (b == '>') {
                started();
                return at;
            }
            if (b == '\'' || b == '"') {
                state = b == '"' ? State.QUOTES : State.APOSTROPHES;
                at = value(bytes, at, end, b);
            } else if (b == '/') {
                state = State.SLASH;
                return at < end ? single(bytes[at], at) : end;
            }
        }
        return end;
    }

    private int value(byte[] bytes, int from, int end, int quote) {
        for (int at = from; at < end; at++) {
            if (bytes[at] == quote) {
                state = State.START_TAG;
                return at + 1;
            }
        }
        return end;
    }

    private void slash(byte b) {
        if (b != '>') {
            throw notWellFormed("a slash within a tag");
        }
        begun = true;
        state = State.TEXT;
        boundary = depth <= 1;
    }

    private void started() {
        begun = true;
        depth++;
        state = State.TEXT;
        boundary = depth == 1;
    }

    private int endTag(byte[] bytes, int from, int end) {
        for (int at = from; at < end; at++) {
            if (bytes[at] == '>') {
                if (depth == 0) {
                    throw notWellFormed("an end tag too many");
                }
                depth--;
                state = State.TEXT;
                boundary = depth <= 1;
                return at + 1;
            }
        }
        return end;
    }

    private static XmlException restricted(String what) {
        return new XmlException(XmlException.Kind.RESTRICTED_XML, what);
    }

    private static XmlException notWellFormed(String what) {
        return new XmlException(XmlException.Kind.NOT_WELL_FORMED, what);
    }
}
