package io.stoa.service.gatewayirc.wire;

import java.util.List;

/**
 * What a server says of modes of channels in its answer 005. Immutable.
 *
 * @param ranks the modes that give somebody a rank
 * @param always the other modes that have a parameter, whether they are set or taken away
 * @param whenSet the modes that have one when they are set
 */
public record Support(String ranks, String always, String whenSet) {

    /** What RFC 2812 §4.1.2 has, and what most servers have beyond it. */
    public static final Support USUAL = new Support("qaohv", "beIk", "l");

    private static final String MODES = "CHANMODES=";
    private static final String PREFIX = "PREFIX=(";

    /** Reads what {@link #texts} has written. */
    public static Support of(List<?> texts) {
        return new Support((String) texts.get(0), (String) texts.get(1), (String) texts.get(2));
    }

    /** Returns the three, in order. */
    public List<String> texts() {
        return List.of(ranks, always, whenSet);
    }

    /** Returns what is known after an answer 005. */
    public Support with(List<String> params) {
        Support now = this;
        for (String param : params) {
            if (param.startsWith(MODES)) {
                String[] kinds = (param.substring(MODES.length()) + ",,,").split(",", -1);
                now = new Support(now.ranks(), kinds[0] + kinds[1], kinds[2]);
            } else if (param.startsWith(PREFIX) && param.indexOf(')') > 0) {
                String ranks = param.substring(PREFIX.length(), param.indexOf(')'));
                now = new Support(ranks, now.always(), now.whenSet());
            }
        }
        return now;
    }

    /** Tells whether a mode has a parameter. */
    public boolean takes(char mode, boolean given) {
        return ranks.indexOf(mode) >= 0
                || always.indexOf(mode) >= 0
                || (given && whenSet.indexOf(mode) >= 0);
    }
}
