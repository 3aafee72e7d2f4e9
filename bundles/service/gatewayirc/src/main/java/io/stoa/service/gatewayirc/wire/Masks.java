package io.stoa.service.gatewayirc.wire;

/** Masks of bans, {@code nick!user@host} with {@code *} and {@code ?}. Stateless. */
public final class Masks {

    private Masks() {}

    /**
     * Tells whether a mask is somebody's; in time of the product of both lengths at most, whatever
     * the mask.
     *
     * @param pattern the mask, and
     * @param text somebody, both as {@link CaseMapping#folded} has them
     */
    public static boolean matches(String pattern, String text) {
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
