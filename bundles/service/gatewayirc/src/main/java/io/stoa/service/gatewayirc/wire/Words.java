package io.stoa.service.gatewayirc.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Text of IRC and text of XMPP. Stateless. */
public final class Words {

    // what clients of IRC understand as bold, colours and so on: nobody wants to read it
    private static final Pattern FORMATTING =
            Pattern.compile(
                    "\u0003(?:\\d{1,2}(?:,\\d{1,2})?)?|\u0004(?:[0-9A-Fa-f]{6})?"
                            + "|[\u0002\u000f\u0011\u0016\u001d\u001e\u001f]");
    private static final Pattern NO_XML =
            Pattern.compile("[^\t\n\r -\uD7FF\uE000-\uFFFD\\x{10000}-\\x{10FFFF}]");
    private static final String ACTION = "\u0001ACTION ";
    private static final String ME = "/me ";

    private Words() {}

    /** The text without formatting, and without what XML cannot carry. */
    public static String plain(String text) {
        return NO_XML.matcher(FORMATTING.matcher(text).replaceAll("")).replaceAll("\uFFFD");
    }

    /** Tells whether it is a request of a client to a client, other than an action. */
    public static boolean isRequest(String text) {
        return text.startsWith("\u0001") && !text.startsWith(ACTION);
    }

    /** What somebody has said, as a body: CTCP ACTION is {@code /me}. */
    public static String body(String text) {
        if (text.startsWith(ACTION)) {
            String done = text.substring(ACTION.length());
            return ME
                    + plain(done.endsWith("\u0001") ? done.substring(0, done.length() - 1) : done);
        }
        return plain(text);
    }

    /** The pieces in which a body is said, each within so many bytes and of whole characters. */
    public static List<String> pieces(String body, int bytes) {
        List<String> pieces = new ArrayList<>();
        boolean action = body.startsWith(ME);
        String said = action ? body.substring(ME.length()) : body;
        for (String line : said.split("[\r\n]+", -1)) {
            // CTCP has its own delimiter, which nobody may smuggle in
            cut(line.replace('\u0001', ' ').replace('\0', ' '), bytes, pieces);
        }
        return action ? pieces.stream().map(it -> ACTION + it + '\u0001').toList() : pieces;
    }

    private static void cut(String line, int bytes, List<String> pieces) {
        int begin = 0;
        int size = 0;
        int i = 0;
        while (i < line.length()) {
            int code = line.codePointAt(i);
            int more = Character.toString(code).getBytes(StandardCharsets.UTF_8).length;
            if (size + more > bytes) {
                pieces.add(line.substring(begin, i));
                begin = i;
                size = 0;
            }
            size += more;
            i += Character.charCount(code);
        }
        if (begin < line.length()) {
            pieces.add(line.substring(begin));
        }
    }

    public static boolean isChannel(String name) {
        return !name.isEmpty() && "#&!+".indexOf(name.charAt(0)) >= 0;
    }

    /** Tells whether a word can be a parameter: a channel, a nickname or a key. */
    public static boolean isWord(String word) {
        return !word.isEmpty()
                && word.length() <= 200
                && word.charAt(0) != ':'
                && word.codePoints().noneMatch(it -> it <= ' ' || it == ',' || it == 0x7f);
    }
}
