package io.stoa.xml;

/**
 * Refuses what is not UTF-8 (RFC 3629 §4) before any parser sees it: overlong forms, surrogates,
 * code points beyond U+10FFFF. A sequence may be split between two calls. Not thread-safe.
 */
final class Utf8Check {

    /** Continuation bytes still to come, and the range that the next of them must be in. */
    private int missing;

    /** Bytes of the present sequence that have come. */
    private int come;

    private int low = 0x80;
    private int high = 0xBF;

    void check(byte[] bytes, int offset, int length) {
        int end = offset + length;
        int at = offset;
        while (at < end) {
            if (missing == 0) {
                at = Words.skipAscii(bytes, at, end);
                while (at < end && bytes[at] >= 0) {
                    at++;
                }
            }
            if (at < end) {
                next(bytes[at++] & 0xFF);
            }
        }
    }

    /** Returns how many bytes of a sequence have come that is not complete. */
    int open() {
        return missing == 0 ? 0 : come;
    }

    private void next(int b) {
        if (missing == 0) {
            lead(b);
            return;
        }
        if (b < low || b > high) {
            throw broken();
        }
        missing--;
        come++;
        low = 0x80;
        high = 0xBF;
    }

    private void lead(int b) {
        if (b < 0xC2 || b > 0xF4) {
            throw broken();
        }
        come = 1;
        if (b < 0xE0) {
            missing = 1;
        } else {
            missing = b < 0xF0 ? 2 : 3;
            low = lowest(b);
            high = highest(b);
        }
    }

    /** What is below is an overlong form. */
    private static int lowest(int lead) {
        return switch (lead) {
            case 0xE0 -> 0xA0;
            case 0xF0 -> 0x90;
            default -> 0x80;
        };
    }

    /** What is above is a surrogate, or beyond U+10FFFF. */
    private static int highest(int lead) {
        return switch (lead) {
            case 0xED -> 0x9F;
            case 0xF4 -> 0x8F;
            default -> 0xBF;
        };
    }

    private static XmlException broken() {
        return new XmlException(XmlException.Kind.NOT_WELL_FORMED, "this is not UTF-8");
    }
}
