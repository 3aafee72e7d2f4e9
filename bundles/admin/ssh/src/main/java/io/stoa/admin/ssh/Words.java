package io.stoa.admin.ssh;

import java.util.ArrayList;
import java.util.List;

/** Splits a command line into words as sh(1) would, without expanding anything. Used once. */
final class Words {

    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;
    private boolean escaped;
    private char quote;

    private Words() {}

    /**
     * Splits a line: white space separates, quotes and backslashes keep it together.
     *
     * @throws IllegalArgumentException when a quote is not closed
     */
    static List<String> of(String line) {
        Words split = new Words();
        for (int at = 0; at < line.length(); at++) {
            split.take(line.charAt(at), at + 1 < line.length());
        }
        if (split.quote != 0) {
            throw new IllegalArgumentException("a quote is not closed");
        }
        split.end();
        return split.words;
    }

    private void take(char c, boolean more) {
        if (escaped) {
            escaped = false;
            keep(c);
        } else if (c == '\\' && quote != '\'' && more) {
            escaped = true;
        } else if (quote == 0) {
            bare(c);
        } else if (c == quote) {
            quote = 0;
        } else {
            keep(c);
        }
    }

    private void bare(char c) {
        if (c == '\'' || c == '"') {
            quote = c;
            inWord = true;
        } else if (Character.isWhitespace(c)) {
            end();
        } else {
            keep(c);
        }
    }

    private void keep(char c) {
        word.append(c);
        inWord = true;
    }

    private void end() {
        if (inWord) {
            words.add(word.toString());
            word.setLength(0);
        }
        inWord = false;
    }
}
