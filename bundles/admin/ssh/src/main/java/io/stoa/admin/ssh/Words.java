package io.stoa.admin.ssh;

import java.util.ArrayList;
import java.util.List;

/** Splits a command line into words as sh(1) would, without expanding anything. Stateless. */
final class Words {

    private Words() {}

    /**
     * Splits a line: white space separates, quotes and backslashes keep it together.
     *
     * @throws IllegalArgumentException when a quote is not closed
     */
    static List<String> of(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        char quote = 0;
        for (int at = 0; at < line.length(); at++) {
            char c = line.charAt(at);
            boolean more = at + 1 < line.length();
            if (c == '\\' && quote != '\'' && more) {
                at++;
                word.append(line.charAt(at));
                inWord = true;
            } else if (c == quote) {
                quote = 0;
            } else if (quote == 0 && (c == '\'' || c == '"')) {
                quote = c;
                inWord = true;
            } else if (quote == 0 && Character.isWhitespace(c)) {
                end(words, word, inWord);
                inWord = false;
            } else {
                word.append(c);
                inWord = true;
            }
        }
        if (quote != 0) {
            throw new IllegalArgumentException("a quote is not closed");
        }
        end(words, word, inWord);
        return words;
    }

    private static void end(List<String> words, StringBuilder word, boolean inWord) {
        if (inWord) {
            words.add(word.toString());
            word.setLength(0);
        }
    }
}
