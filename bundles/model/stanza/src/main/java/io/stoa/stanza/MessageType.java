package io.stoa.stanza;

import java.util.Locale;

/** The types of a message (RFC 6121 §5.2.2). Thread-safe. */
public enum MessageType {
    /** A message outside a one-to-one conversation; the default. */
    NORMAL,
    /** A message in a one-to-one conversation. */
    CHAT,
    /** A message in a room. */
    GROUPCHAT,
    /** An alert to which no reply is expected. */
    HEADLINE,
    /** An error about an earlier message. */
    ERROR;

    /** Returns the value of the {@code type} attribute. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads the attribute: anything unknown or absent is {@link #NORMAL} (RFC 6121 §5.2.2). */
    public static MessageType of(String wire) {
        return switch (wire) {
            case "chat" -> CHAT;
            case "groupchat" -> GROUPCHAT;
            case "headline" -> HEADLINE;
            case "error" -> ERROR;
            default -> NORMAL;
        };
    }
}
