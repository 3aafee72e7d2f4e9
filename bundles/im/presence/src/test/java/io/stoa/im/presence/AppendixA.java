package io.stoa.im.presence;

import io.stoa.im.RosterItem;
import io.stoa.im.RosterItem.Subscription;
import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;
import io.stoa.stanza.Presence;
import io.stoa.stanza.PresenceType;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads {@code appendix-a.txt}, the tables of RFC 6121 appendix A. */
final class AppendixA {

    static final BareJid USER = Jid.parse("juliet@example.com").bare();
    static final BareJid CONTACT = Jid.parse("romeo@example.net").bare();
    static final Presence REQUEST =
            Presence.of(PresenceType.SUBSCRIBE).withFrom(CONTACT).withTo(USER);

    private AppendixA() {}

    /** A line of a table. */
    record Line(
            String table,
            boolean outbound,
            PresenceType type,
            String state,
            String go,
            String then) {

        RosterItem before() {
            return item(state);
        }

        /** The RFC's word for routed or delivered. */
        boolean goes() {
            return go.equals("MUST");
        }

        RosterItem after() {
            return switch (then) {
                case "-" -> before();
                case "pre-approval" -> before().approved(true);
                default -> item(then);
            };
        }

        @Override
        public String toString() {
            return table + " " + type.wire() + " in " + state;
        }
    }

    /** Makes the item of a state (A.1), as one that is in the roster. */
    static RosterItem item(String state) {
        boolean to = state.startsWith("To") || state.equals("Both");
        boolean from = state.startsWith("From") || state.equals("Both");
        return RosterItem.blank(CONTACT)
                .listed(true)
                .with(Subscription.of(to, from))
                .pendingOut(state.contains("Pending Out"))
                .pendingIn(state.endsWith("In") ? Optional.of(REQUEST) : Optional.empty());
    }

    static List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        String[] table = {};
        for (String line : text().lines().toList()) {
            if (line.startsWith("table ")) {
                table = line.split(" ");
            } else if (line.contains("|") && !line.startsWith("#")) {
                String[] cells = line.split("\\|", -1);
                lines.add(
                        new Line(
                                table[1],
                                table[2].equals("outbound"),
                                PresenceType.valueOf(table[3].toUpperCase(Locale.ROOT)),
                                cells[0].strip(),
                                cells[1].strip(),
                                cells[2].strip()));
            }
        }
        return lines;
    }

    private static String text() {
        try (InputStream in = AppendixA.class.getResourceAsStream("appendix-a.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
