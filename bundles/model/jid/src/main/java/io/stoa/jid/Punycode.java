package io.stoa.jid;

/**
 * RFC 3492, with the names of its §6. The JDK has it within its IDNA2003 only, which knows neither
 * sharp s nor final sigma.
 */
final class Punycode {

    private static final int BASE = 36;
    private static final int TMIN = 1;
    private static final int TMAX = 26;
    private static final int SKEW = 38;
    private static final int DAMP = 700;
    private static final int INITIAL_BIAS = 72;
    private static final int INITIAL_N = 0x80;

    private Punycode() {}

    /** RFC 3492 §6.2, of small letters: what is after {@code xn--}. */
    static String decode(String input) {
        int delimiter = input.lastIndexOf('-');
        StringBuilder output = new StringBuilder(input.substring(0, Math.max(delimiter, 0)));
        Digits digits = new Digits(input, delimiter + 1);
        int length = output.length();
        int n = INITIAL_N;
        int i = 0;
        int bias = INITIAL_BIAS;
        while (digits.remain()) {
            int delta = digits.delta(bias);
            length++;
            bias = adapt(delta, length, i == 0);
            int place = exact((long) i + delta);
            n = scalar((long) n + place / length);
            i = place % length;
            output.insert(output.offsetByCodePoints(0, i), Character.toChars(n));
            i++;
        }
        return output.toString();
    }

    /** RFC 3492 §6.3. */
    static String encode(String input) {
        StringBuilder output = new StringBuilder();
        input.chars().filter(c -> c < INITIAL_N).forEach(c -> output.append((char) c));
        int basic = output.length();
        if (basic > 0) {
            output.append('-');
        }
        int[] cps = input.codePoints().toArray();
        int[] rest = input.codePoints().filter(cp -> cp >= INITIAL_N).sorted().distinct().toArray();
        int handled = basic;
        int n = INITIAL_N;
        int delta = 0;
        int bias = INITIAL_BIAS;
        for (int next : rest) {
            delta = exact(delta + (long) (next - n) * (handled + 1));
            for (int cp : cps) {
                if (cp < next) {
                    delta++;
                } else if (cp == next) {
                    append(output, delta, bias);
                    bias = adapt(delta, handled + 1, handled == basic);
                    delta = 0;
                    handled++;
                }
            }
            delta++;
            n = next + 1;
        }
        return output.toString();
    }

    /** A generalized variable-length integer, little end first (RFC 3492 §3.3). */
    private static void append(StringBuilder output, int delta, int bias) {
        int q = delta;
        int k = BASE;
        for (int t = threshold(k, bias); q >= t; t = threshold(k, bias)) {
            output.append(letter(t + (q - t) % (BASE - t)));
            q = (q - t) / (BASE - t);
            k += BASE;
        }
        output.append(letter(q));
    }

    private static char letter(int digit) {
        return (char) (digit < 26 ? 'a' + digit : '0' + digit - 26);
    }

    /** RFC 3492 §6.1. */
    private static int adapt(int delta, int points, boolean first) {
        int rest = first ? delta / DAMP : delta / 2;
        rest += rest / points;
        int k = 0;
        while (rest > (BASE - TMIN) * TMAX / 2) {
            rest /= BASE - TMIN;
            k += BASE;
        }
        return k + (BASE - TMIN + 1) * rest / (rest + SKEW);
    }

    private static int threshold(int k, int bias) {
        return Math.clamp((long) k - bias, TMIN, TMAX);
    }

    private static int scalar(long n) {
        if (n > Character.MAX_CODE_POINT || (n >= 0xD800 && n <= 0xDFFF)) {
            throw refuse();
        }
        return (int) n;
    }

    /** RFC 3492 §6.4: overflow is an error. */
    private static int exact(long value) {
        if (value > Integer.MAX_VALUE) {
            throw refuse();
        }
        return (int) value;
    }

    private static JidException refuse() {
        return Part.DOMAIN.refuse("has an A-label that is no Punycode");
    }

    /** The part of an encoded label after the last hyphen, read once. */
    private static final class Digits {

        private final String input;
        private int at;

        Digits(String input, int at) {
            this.input = input;
            this.at = at;
        }

        boolean remain() {
            return at < input.length();
        }

        int delta(int bias) {
            int value = 0;
            int weight = 1;
            for (int k = BASE; ; k += BASE) {
                int digit = next();
                value = exact(value + (long) digit * weight);
                int threshold = threshold(k, bias);
                if (digit < threshold) {
                    return value;
                }
                weight = exact((long) weight * (BASE - threshold));
            }
        }

        private int next() {
            char c = remain() ? input.charAt(at++) : '-';
            if (c >= 'a' && c <= 'z') {
                return c - 'a';
            }
            if (c >= '0' && c <= '9') {
                return c - '0' + 26;
            }
            throw refuse();
        }
    }
}
