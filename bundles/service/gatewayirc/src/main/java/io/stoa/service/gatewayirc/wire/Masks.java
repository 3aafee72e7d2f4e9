package io.stoa.service.gatewayirc.wire;

/** Masks of bans, {@code nick!user@host} with {@code *} and {@code ?}. Stateless. */
public final class Masks {

    private Masks() {}

    /** In time of the product of both lengths at most, whatever the mask. */
    public static boolean matches(String mask, String who) {
        String pattern = Words.folded(mask);
        String text = Words.folded(who);
        int p = 0;
        int star = -1;
        int from = 0;
        int t = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                from = t;
            } else if (p < pattern.length()
                    && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++from;
            } else {
                return false;
            }
        }
        return pattern.substring(p).chars().allMatch(it -> it == '*');
    }
}
