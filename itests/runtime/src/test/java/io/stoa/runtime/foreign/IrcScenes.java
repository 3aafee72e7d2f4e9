package io.stoa.runtime.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.testkit.RuntimeProcess;
import io.stoa.testkit.TcpClient;
import io.stoa.xml.Element;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What people do on both sides of a gateway to IRC, whoever wrote it. Not thread-safe.
 *
 * @param room the channel {@code #verona} as a room
 * @param juliet on our side
 * @param romeo on the other side, the first in the channel
 */
record IrcScenes(String room, TcpClient juliet, IrcClient romeo) {

    private static final String ADMIN =
            "<iq type='set' id='%s' to='%s'><query xmlns='http://jabber.org/protocol/muc#admin'>"
                    + "<item nick='%s' %s/></query></iq>";

    /** Somebody with an IRC client enters the channel. */
    static IrcClient romeo(IrcServer irc) throws IOException {
        IrcClient romeo = IrcClient.connect(irc.address(), IrcServer.PORT, "romeo");
        romeo.send("JOIN #verona");
        romeo.await(" 366 ");
        return romeo;
    }

    /** Juliet receives until a stanza has all this in it; returns it. */
    String await(String... parts) {
        Element next = juliet.receive();
        while (!hasAll(next.toString(), parts)) {
            next = juliet.receive();
        }
        return next.toString();
    }

    private static boolean hasAll(String text, String... parts) {
        return List.of(parts).stream().allMatch(text::contains);
    }

    /** Juliet receives until everything of this has come, in whatever order. */
    List<String> until(String one, String other) {
        List<String> seen = new ArrayList<>();
        while (seen.stream().noneMatch(it -> it.contains(one))
                || seen.stream().noneMatch(it -> it.contains(other))) {
            seen.add(juliet.receive().toString());
        }
        return seen;
    }

    void join() {
        juliet.send(
                "<presence to='"
                        + room
                        + "/juliet'><x xmlns='http://jabber.org/protocol/muc'/></presence>");
    }

    void say(String body) {
        juliet.send(
                "<message to='" + room + "' type='groupchat'><body>" + body + "</body></message>");
    }

    /** Everything that people do, one scene after the other. */
    void play() throws IOException {
        enter();
        talk();
        topics();
        nicknames();
        whisper();
    }

    /** Juliet sees who is there, herself last (XEP-0045 §7.2.2); Romeo sees her come. */
    void enter() throws IOException {
        join();
        assertThat(await("/romeo'", "<presence")).contains("role='moderator'");
        await("'110'", "<presence");
        assertThat(romeo.await("JOIN")).contains("juliet");
    }

    private void talk() throws IOException {
        romeo.send("PRIVMSG #verona :but soft, what light");
        assertThat(await("but soft")).contains("from='" + room + "/romeo'", "groupchat");
        say("/me sighs");
        assertThat(romeo.await("PRIVMSG #verona")).endsWith(":\u0001ACTION sighs\u0001");
        assertThat(await("sighs")).contains("from='" + room + "/juliet'");
        romeo.send("PRIVMSG #verona :\u0001ACTION listens\u0001");
        assertThat(await("listens")).contains("/me listens");
    }

    /** §8.1, both ways, where not only operators may. */
    private void topics() throws IOException {
        romeo.send("MODE #verona -t");
        romeo.send("TOPIC #verona :a street");
        assertThat(await("<subject")).contains("a street");
        juliet.send(
                "<message to='"
                        + room
                        + "' type='groupchat'><subject>an orchard</subject>"
                        + "</message>");
        assertThat(romeo.await("an orchard")).contains("TOPIC", "juliet");
        assertThat(await("an orchard")).contains("<subject");
    }

    /** §7.6: a nickname that is taken, and one that is not. */
    private void nicknames() throws IOException {
        juliet.send("<presence to='" + room + "/romeo'/>");
        assertThat(await("type='error'")).contains("<conflict");
        romeo.send("NICK montague");
        assertThat(await("'303'")).contains("nick='montague'");
        juliet.send("<presence to='" + room + "/capulet'/>");
        assertThat(romeo.await("capulet")).contains("juliet", "NICK");
        assertThat(await("'303'")).contains("nick='capulet'", "'110'");
        juliet.send("<presence to='" + room + "/juliet'/>");
        romeo.await("NICK");
        await("'303'", "'110'");
    }

    /** §7.5: who was spoken to as an occupant answers as one. */
    private void whisper() throws IOException {
        juliet.send("<message to='" + room + "/montague' type='chat'><body>psst</body></message>");
        assertThat(romeo.await("PRIVMSG montague")).endsWith(":psst");
        romeo.send("PRIVMSG juliet :yes?");
        assertThat(await("yes?")).contains("from='" + room + "/montague'");
    }

    /**
     * §8.2 and §9.1 from the other side: Juliet is kicked, banned, and in again.
     *
     * @param banned what is in the stanza by which she is told that she is
     */
    void outAndIn(String... banned) throws IOException {
        romeo.send("KICK #verona juliet :out");
        assertThat(await("'307'")).contains("'110'", "out");
        romeo.send("MODE #verona +b juliet!*@*");
        romeo.await("+b");
        join();
        await(banned);
        romeo.send("MODE #verona -b juliet!*@*");
        romeo.await("-b");
        join();
        await("'110'", "<presence");
    }

    /** Juliet kicks Romeo, as soon as she may, and he comes back. */
    void kickByJuliet() throws IOException {
        juliet.send(ADMIN.formatted("k0", room, "montague", "role='none'"));
        assertThat(await("k0")).contains("type='error'");
        romeo.send("MODE #verona +o juliet");
        await("/juliet'", "role='moderator'");
        juliet.send(ADMIN.formatted("k1", room, "montague", "role='none'"));
        romeo.await("KICK");
        assertThat(await("'307'")).contains("/montague'");
        romeo.send("JOIN #verona");
        await("/montague'", "<presence");
    }

    /** She bans him. */
    void banByJuliet() throws IOException {
        juliet.send(ADMIN.formatted("b1", room, "montague", "affiliation='outcast'"));
        romeo.await("+b");
        assertThat(await("'301'")).contains("/montague'");
        romeo.send("JOIN #verona");
        romeo.await(" 474 ");
    }

    /** A feature is replaced while both talk: neither network notices, and nothing is lost. */
    void update(RuntimeProcess process, String feature)
            throws IOException, ExecutionException, InterruptedException {
        try (ExecutorService admin = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> updated =
                    admin.submit(() -> process.call("feature", "update", feature, "--yes"));
            List<String> onIrc = new ArrayList<>();
            List<String> inRoom = new ArrayList<>();
            int said = 0;
            for (boolean more = true; more; said++) {
                more = !updated.isDone();
                romeo.send("PRIVMSG #verona :r" + said + ".");
                say("j" + said + ".");
                onIrc.addAll(romeo.until(":j" + said + "."));
                inRoom.addAll(until(">r" + said + ".", ">j" + said + "."));
            }
            updated.get();
            assertThat(process.call("status")).containsPattern("state +works\\R");
            assertThat(onIrc).filteredOn(it -> it.contains("PRIVMSG")).hasSize(said);
            assertThat(onIrc).noneMatch(it -> it.contains("JOIN") || it.contains("QUIT"));
            assertThat(inRoom).filteredOn(it -> it.contains("<body")).hasSize(2 * said);
            assertThat(inRoom).noneMatch(it -> it.contains("unavailable"));
        }
    }
}
