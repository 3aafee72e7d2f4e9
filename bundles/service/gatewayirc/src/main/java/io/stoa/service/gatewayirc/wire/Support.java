package io.stoa.service.gatewayirc.wire;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What a server says of itself in its answer 005. Immutable.
 *
 * @param ranks the modes that give somebody a rank
 * @param always the other modes that have a parameter, whether they are set or taken away
 * @param whenSet the modes that have one when they are set
 * @param whox whether its answers to WHO can have accounts in them
 * @param mapping which names are the same
 * @param history how many messages it says again at once, 0 when that is as may be (IRCv3
 *     chathistory)
 */
public record Support(
        String ranks,
        String always,
        String whenSet,
        boolean whox,
        CaseMapping mapping,
        int history) {

    /** What RFC 2812 §4.1.2 has, and what most servers have beyond it. */
    public static final Support USUAL =
            new Support("qaohv", "beIk", "l", false, CaseMapping.RFC1459, 0);

    private static final int MODE_KINDS = 3;
    private static final String MODES = "CHANMODES=";
    private static final String PREFIX = "PREFIX=(";
    private static final String WHOX = "WHOX";
    private static final String MAPPING = "CASEMAPPING=";
    private static final String HISTORY = "CHATHISTORY=";
    private static final Pattern NUMBER = Pattern.compile("\\d{1,6}");

    /** Reads what {@link #texts} has written, or an earlier version that wrote modes only. */
    public static Support of(List<?> texts) {
        Support modes =
                new Support(
                        (String) texts.get(0),
                        (String) texts.get(1),
                        (String) texts.get(2),
                        false,
                        CaseMapping.RFC1459,
                        0);
        return modes.with(texts.stream().skip(MODE_KINDS).map(String.class::cast).toList());
    }

    /** Returns the modes, and then the rest as the server says it. */
    public List<String> texts() {
        return List.of(
                ranks,
                always,
                whenSet,
                whox ? WHOX : "",
                MAPPING + mapping.word(),
                HISTORY + history);
    }

    /** Returns what is known after an answer 005. */
    public Support with(List<String> params) {
        Support now = this;
        for (String param : params) {
            now = now.with(param);
        }
        return now;
    }

    private Support with(String param) {
        if (param.startsWith(MODES)) {
            String[] kinds = (param.substring(MODES.length()) + ",,,").split(",", -1);
            return new Support(ranks, kinds[0] + kinds[1], kinds[2], whox, mapping, history);
        }
        if (param.startsWith(PREFIX) && param.indexOf(')') > 0) {
            String known = param.substring(PREFIX.length(), param.indexOf(')'));
            return new Support(known, always, whenSet, whox, mapping, history);
        }
        if (param.startsWith(MAPPING)) {
            return with(CaseMapping.of(param.substring(MAPPING.length())));
        }
        if (param.equals(WHOX)) {
            return new Support(ranks, always, whenSet, true, mapping, history);
        }
        if (param.startsWith(HISTORY)
                && NUMBER.matcher(param.substring(HISTORY.length())).matches()) {
            int most = Integer.parseInt(param.substring(HISTORY.length()));
            return new Support(ranks, always, whenSet, whox, mapping, most);
        }
        return this;
    }

    /** Returns the same with names that are the same by another mapping. */
    public Support with(CaseMapping other) {
        return new Support(ranks, always, whenSet, whox, other, history);
    }

    /** Tells whether a mode has a parameter. */
    public boolean takes(char mode, boolean given) {
        return ranks.indexOf(mode) >= 0
                || always.indexOf(mode) >= 0
                || (given && whenSet.indexOf(mode) >= 0);
    }
}
