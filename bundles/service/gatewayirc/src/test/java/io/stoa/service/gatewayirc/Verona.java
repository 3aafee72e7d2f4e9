package io.stoa.service.gatewayirc;

import io.stoa.lifecycle.Handover;
import io.stoa.testkit.Stoa;
import io.stoa.testkit.TestClient;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A server with a gateway, a network behind it, and Juliet, who is about to go out. */
final class Verona implements AutoCloseable {

    static final String ROOM = "#verona%net@irc.stoa.example";

    final Ircd ircd;
    final Stoa stoa;
    final TestClient juliet;
    private final Map<String, Object> configuration;
    private final List<String> seen = new ArrayList<>();

    /**
     * Starts it.
     *
     * @param how {@code plain} or {@code tls}, and the certificate's fingerprint, if it is named
     */
    Verona(Ircd ircd, String how) {
        this(ircd, how, "localhost");
    }

    Verona(Ircd ircd, String how, String host) {
        this.ircd = ircd;
        String network = "net " + host + " " + ircd.port() + " " + how;
        this.configuration = Map.of("networks", new String[] {network});
        this.stoa = Stoa.inMemory().with("service/gatewayirc", configuration);
        this.juliet = stoa.connect("juliet@stoa.example/balcony");
    }

    static Verona plain() throws IOException {
        return new Verona(Ircd.plain(), "plain");
    }

    /** Has the gateway's bundle go, if it is there, and come again. */
    void restart() {
        stoa.without("service/gatewayirc").with("service/gatewayirc", configuration);
    }

    /** The same, with another network. */
    void restart(String network) {
        stoa.without("service/gatewayirc")
                .with("service/gatewayirc", Map.of("networks", new String[] {network}));
    }

    /** What the gateway gives its next version. */
    Object save() {
        return stoa.service(Handover.class).save();
    }

    /** The next version of the gateway takes over. */
    void restore(Object state) {
        restart();
        stoa.service(Handover.class).restore(state);
    }

    /** Waits for a stanza to Juliet that has this in it; the others are kept for later. */
    String next(String part) {
        while (seen.stream().noneMatch(it -> it.contains(part))) {
            seen.add(juliet.await().orElseThrow(() -> new AssertionError(part)).toString());
        }
        String found = seen.stream().filter(it -> it.contains(part)).findFirst().orElseThrow();
        seen.remove(found);
        return found;
    }

    /** What has come and was not asked for. */
    List<String> seen() {
        return List.copyOf(seen);
    }

    static void ask(TestClient client) {
        ask(client, "");
    }

    /** Enters the channel, as its password and history say. */
    static void ask(TestClient client, String more) {
        client.send(
                "<presence to='"
                        + ROOM
                        + "/juliet'><x xmlns='http://jabber.org/protocol/muc'>"
                        + more
                        + "</x></presence>");
    }

    void say(String id, String body) {
        juliet.send(
                "<message to='"
                        + ROOM
                        + "' id='"
                        + id
                        + "' type='groupchat'><body>"
                        + body
                        + "</body></message>");
    }

    /** Juliet is in the channel, and so is Romeo. */
    void join() throws IOException {
        ask(juliet);
        ircd.accept().hear("USER");
        ircd.tell(":irc 001 juliet :welcome");
        letIn();
        next("'110'");
        next("<subject");
    }

    /** Juliet wants to be in the channel, and the network has these capabilities. */
    void enter(String capabilities) throws IOException {
        ask(juliet);
        welcome(capabilities);
    }

    /** The network welcomes her, and has these capabilities. */
    void welcome(String capabilities) throws IOException {
        ircd.accept().hear("USER");
        ircd.tell(":irc CAP * LS :" + capabilities);
        String asked = ircd.hear("CAP REQ");
        ircd.tell(
                ":irc CAP * ACK :" + asked.substring(asked.indexOf(':') + 1),
                ":irc 001 juliet :welcome");
    }

    /** What has come until a stanza that has this in it, which comes last. */
    List<String> until(String part) {
        seen.add(next(part));
        List<String> all = List.copyOf(seen);
        seen.clear();
        return all;
    }

    /** The network lets her into the channel. */
    void letIn() throws IOException {
        ircd.hear("JOIN #verona");
        ircd.tell(
                ":juliet!j@h JOIN #verona",
                ":irc 332 juliet #verona :a street",
                ":irc 353 juliet = #verona :@+romeo juliet",
                ":irc 366 juliet #verona :end");
    }

    @Override
    public void close() {
        stoa.close();
        ircd.close();
    }
}
