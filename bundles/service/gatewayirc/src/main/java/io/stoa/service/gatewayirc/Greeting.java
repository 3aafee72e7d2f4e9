package io.stoa.service.gatewayirc;

import io.stoa.service.gatewayirc.Credentials.Login;
import io.stoa.service.gatewayirc.wire.IrcLine;
import io.stoa.stanza.Condition;
import io.stoa.stanza.StanzaError;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How an account introduces itself to a network: passwords, and what both sides can (IRCv3
 * capability negotiation, SASL 3.1). Used under the session's lock.
 */
final class Greeting {

    static final String ECHO = "echo-message";
    static final String ACCOUNTS = "account-notify";
    static final String ACCOUNT_IN_JOIN = "extended-join";
    static final String BATCH = "batch";
    static final String TIME = "server-time";
    static final String HISTORY = "draft/chathistory";
    private static final String SASL = "sasl";
    private static final Set<String> WANTED =
            Set.of(
                    "multi-prefix",
                    "message-tags",
                    "away-notify",
                    ACCOUNTS,
                    ACCOUNT_IN_JOIN,
                    BATCH,
                    TIME,
                    HISTORY,
                    ECHO);
    private static final int MOST = 100;
    private static final int CHUNK = 400;

    private final Login login;
    private final Set<String> offered = new HashSet<>();
    private final Set<String> enabled = new HashSet<>();

    Greeting(Login login) {
        this.login = login;
    }

    boolean has(String capability) {
        return enabled.contains(capability);
    }

    Set<String> enabled() {
        return Set.copyOf(enabled);
    }

    /** What was agreed upon with an earlier version of the bundle. */
    void enable(List<?> capabilities) {
        capabilities.forEach(it -> enabled.add((String) it));
    }

    /** Tells whether what was said before can be told from what is said now. */
    boolean tellsHistory() {
        return has(BATCH) && has(TIME);
    }

    /** What is said first. */
    List<String> first(String nick, String name) {
        List<String> lines = new ArrayList<>();
        lines.add("CAP LS 302");
        if (!login.server().isEmpty()) {
            lines.add(IrcLine.of("PASS", login.server()));
        }
        lines.add("NICK " + nick);
        lines.add(IrcLine.of("USER", "stoa", "0", "*", name));
        return lines;
    }

    private boolean wantsSasl() {
        return !login.password().isEmpty();
    }

    /** What is answered to a line about capabilities. */
    List<String> cap(IrcLine line) {
        return switch (line.param(1)) {
            case "LS" -> listed(line);
            case "ACK" -> {
                for (String capability : line.last().split(" ", MOST)) {
                    if (WANTED.contains(capability) || (capability.equals(SASL) && wantsSasl())) {
                        enabled.add(capability);
                    }
                }
                yield List.of(has(SASL) ? "AUTHENTICATE PLAIN" : "CAP END");
            }
            case "NAK" -> List.of("CAP END");
            case "DEL" -> {
                List.of(line.last().split(" ", MOST)).forEach(enabled::remove);
                yield List.of();
            }
            default -> List.of();
        };
    }

    private List<String> listed(IrcLine line) {
        for (String capability : line.last().split(" ", MOST)) {
            if (offered.size() < MOST && !capability.isEmpty()) {
                offered.add(capability);
            }
        }
        if (line.param(2).equals("*")) {
            return List.of();
        }
        List<String> wanted =
                new ArrayList<>(WANTED.stream().filter(offered::contains).sorted().toList());
        // who asks for it is played nothing otherwise, and cannot read it without these two
        if (!wanted.containsAll(List.of(BATCH, TIME))) {
            wanted.remove(HISTORY);
        }
        if (wantsSasl() && offersPlain()) {
            wanted.add(SASL);
        }
        return List.of(
                wanted.isEmpty() ? "CAP END" : IrcLine.of("CAP", "REQ", String.join(" ", wanted)));
    }

    /** A server that does not say which mechanisms it has may have it. */
    private boolean offersPlain() {
        return offered.stream()
                .filter(it -> it.equals(SASL) || it.startsWith(SASL + "="))
                .anyMatch(
                        it -> it.equals(SASL) || ("," + it.substring(5) + ",").contains(",PLAIN,"));
    }

    /** RFC 4616, in pieces of 400 bytes, the last of which is shorter. */
    List<String> authenticate(IrcLine line) {
        if (!has(SASL) || !line.param(0).equals("+")) {
            return List.of();
        }
        String message = "\0" + login.username() + "\0" + login.password();
        String coded = Base64.getEncoder().encodeToString(message.getBytes(StandardCharsets.UTF_8));
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < coded.length(); i += CHUNK) {
            lines.add("AUTHENTICATE " + coded.substring(i, Math.min(coded.length(), i + CHUNK)));
        }
        if (coded.length() % CHUNK == 0) {
            lines.add("AUTHENTICATE +");
        }
        return lines;
    }

    /** Why a network that welcomes the account is not the one that it wants to talk to. */
    Optional<StanzaError> trouble() {
        return wantsSasl() && !has(SASL) && !login.nickserv()
                ? Optional.of(
                        StanzaError.of(
                                Condition.NOT_AUTHORIZED,
                                "the network has no SASL PLAIN; register anew and allow NickServ"))
                : Optional.empty();
    }

    /** What NickServ is told; empty when it need not, or must not, be told anything. */
    Optional<String> identify() {
        return wantsSasl() && !has(SASL) && login.nickserv()
                ? Optional.of(
                        IrcLine.of(
                                "PRIVMSG",
                                "NickServ",
                                "IDENTIFY " + login.username() + " " + login.password()))
                : Optional.empty();
    }
}
