package io.stoa.service.gatewayirc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** What was said before, where the network knows (IRCv3 chathistory). */
@Timeout(60)
class PlaybackTest extends InVerona {

    private static final String ASKED = "batch draft/chathistory message-tags server-time";
    private static final String BY_ITSELF = "batch message-tags server-time";

    private static String old(int second, String text) {
        return "@batch=x;msgid=%d;time=2026-01-02T03:04:0%d.000Z :romeo!r@h PRIVMSG #verona :%s"
                .formatted(second, second, text);
    }

    private void play(String... lines) throws IOException {
        ircd.tell(":irc BATCH +x chathistory #verona");
        ircd.tell(lines);
        ircd.tell(":irc BATCH -x");
    }

    /** What Juliet is told until she is in, in order. */
    private List<String> entered() {
        return verona.until("<subject");
    }

    private static List<String> bodies(List<String> seen) {
        return seen.stream()
                .filter(it -> it.contains("<body>"))
                .map(it -> it.replaceAll(".*<body>(.*)</body>.*", "$1"))
                .toList();
    }

    @Test
    void whoEntersIsToldWhatWasSaidBefore() throws IOException {
        verona.enter(ASKED);
        ircd.tell(":irc 005 juliet CHATHISTORY=30 :are supported");
        verona.letIn();
        assertThat(ircd.hear("CHATHISTORY")).isEqualTo("CHATHISTORY LATEST #verona * 30");
        play(old(1, "one"), old(2, "\u0001ACTION sighs\u0001"));
        List<String> seen = entered();
        assertThat(bodies(seen)).containsExactly("one", "/me sighs");
        assertThat(seen)
                .filteredOn(it -> it.contains("<body"))
                .allMatch(it -> it.contains("<delay") && it.contains("/romeo'"));
        assertThat(seen.getLast()).contains("a street");
    }

    @Test
    void sheIsToldAsMuchAsSheWants() throws IOException {
        Verona.ask(verona.juliet, "<history maxstanzas='1'/>");
        verona.welcome(ASKED);
        verona.letIn();
        ircd.hear("CHATHISTORY");
        play(old(1, "one"), old(2, "two"));
        assertThat(bodies(entered())).containsExactly("two");
    }

    @Test
    void whatIsSaidMeanwhileIsToldOnce() throws IOException {
        Verona.ask(verona.juliet, "<history maxstanzas='0'/>");
        verona.welcome(ASKED);
        verona.letIn();
        ircd.hear("CHATHISTORY");
        String now = ";time=" + Instant.now() + " :romeo!r@h PRIVMSG #verona :now";
        ircd.tell("@msgid=n" + now);
        play(old(1, "one"), "@batch=x;msgid=n" + now);
        assertThat(bodies(entered())).isEmpty();
        assertThat(verona.next("now")).doesNotContain("<delay");
        ircd.tell(":romeo!r@h PRIVMSG #verona :then");
        assertThat(bodies(verona.until("then"))).containsExactly("then");
    }

    @Test
    void whatWasMissedIsToldWhenTheNetworkIsBack() throws IOException {
        verona.enter(ASKED);
        verona.letIn();
        ircd.hear("CHATHISTORY");
        play();
        entered();
        String said = Instant.now().plusSeconds(20).toString().substring(0, 19) + ".250Z";
        ircd.tell("@msgid=a;time=" + said + " :romeo!r@h PRIVMSG #verona :heard");
        verona.next("heard");
        ircd.drop();
        verona.welcome(ASKED);
        verona.letIn();
        assertThat(ircd.hear("CHATHISTORY"))
                .isEqualTo("CHATHISTORY LATEST #verona timestamp=" + said + " 50");
        // it should not say what was heard again, and does
        String later = said.replace(".250Z", ".500Z");
        play(
                "@batch=x;msgid=a;time=" + said + " :romeo!r@h PRIVMSG #verona :heard",
                "@batch=x;msgid=b;time=" + later + " :romeo!r@h PRIVMSG #verona :missed");
        assertThat(verona.next("missed")).contains("<delay", "/romeo'");
        assertThat(verona.seen()).noneMatch(it -> it.contains("heard"));
    }

    @Test
    void whatWasMissedIsAskedForUntilItWasTold() throws IOException {
        verona.enter(ASKED);
        verona.letIn();
        ircd.hear("CHATHISTORY");
        play();
        entered();
        String said = Instant.now().plusSeconds(20).toString().substring(0, 19) + ".250Z";
        ircd.tell("@time=" + said + " :romeo!r@h PRIVMSG #verona :heard");
        verona.next("heard");
        ircd.drop();
        verona.welcome(ASKED);
        verona.letIn();
        ircd.hear("CHATHISTORY");
        // somebody speaks, and the connection goes once more before the history has come
        String later = said.replace(".250Z", ".750Z");
        ircd.tell("@time=" + later + " :romeo!r@h PRIVMSG #verona :live");
        verona.next("live");
        ircd.drop();
        verona.welcome(ASKED);
        verona.letIn();
        assertThat(ircd.hear("CHATHISTORY"))
                .isEqualTo("CHATHISTORY LATEST #verona timestamp=" + said + " 50");
    }

    @Test
    void muchThatIsSaidMeanwhileKeepsItsOrder() throws IOException {
        verona.enter(ASKED);
        verona.letIn();
        ircd.hear("CHATHISTORY");
        for (int i = 0; i < 60; i++) {
            ircd.tell(":romeo!r@h PRIVMSG #verona :w" + i + ".");
        }
        play();
        assertThat(bodies(verona.until("w59.")))
                .isEqualTo(IntStream.range(0, 60).mapToObj(it -> "w" + it + ".").toList());
    }

    @Test
    void aBatchWithoutANameIsNone() throws IOException {
        verona.enter(ASKED);
        verona.letIn();
        ircd.hear("CHATHISTORY");
        play();
        entered();
        ircd.tell(
                ":irc BATCH + chathistory #verona",
                ":romeo!r@h PRIVMSG #verona :still to be heard");
        verona.next("still to be heard");
    }

    @Test
    void aNetworkThatPlaysByItselfIsWaitedFor() throws IOException {
        Verona.ask(verona.juliet, "<history maxstanzas='1'/>");
        verona.welcome(BY_ITSELF);
        verona.letIn();
        play(old(1, "one"), old(2, "two"));
        ircd.hear("PING stoa-#verona");
        ircd.tell(":irc PONG irc :stoa-#verona");
        assertThat(bodies(entered())).containsExactly("two");
    }

    @Test
    void aNetworkThatHasNoHistoryAfterAllLetsHerIn() throws IOException {
        verona.enter(ASKED);
        verona.letIn();
        ircd.hear("CHATHISTORY");
        ircd.tell(":irc FAIL CHATHISTORY MESSAGE_ERROR LATEST #verona :Messages could not be had");
        entered();
    }

    @Test
    void aNetworkThatNeverAnswersKeepsNobodyOut() throws IOException {
        verona.enter(ASKED);
        verona.letIn();
        ircd.tell(":irc BATCH +x chathistory #verona", old(1, "one"));
        entered();
        // and what comes late comes all the same
        ircd.tell(old(2, "two"), ":irc BATCH -x");
        assertThat(verona.next("two")).contains("<delay");
    }

    @Test
    void aBatchThatHasBegunIsFinishedByTheNextVersion() throws IOException {
        verona.enter(ASKED);
        verona.letIn();
        ircd.hear("CHATHISTORY");
        ircd.tell(":irc BATCH +x chathistory #verona", old(1, "one"), "PING :seen");
        ircd.hear("PONG");
        verona.restore(verona.save());
        ircd.tell(old(2, "two"), ":irc BATCH -x");
        assertThat(bodies(entered())).containsExactly("one", "two");
    }

    @Test
    void batchesWithoutEndAreNotRemembered() throws IOException {
        verona.enter(ASKED);
        verona.letIn();
        ircd.hear("CHATHISTORY");
        for (int i = 0; i < 20; i++) {
            ircd.tell(":irc BATCH +b" + i + " chathistory #verona");
        }
        ircd.tell("@batch=b0 JOIN #elsinore", "@batch=b0 :romeo!r@h PRIVMSG");
        for (int i = 0; i < 1_000; i++) {
            ircd.tell("@batch=b0;time=2026-01-02T03:04:05Z :r!r@h PRIVMSG #verona :" + i);
        }
        ircd.tell(":irc BATCH -b0");
        List<String> seen = entered();
        // as much as is kept of what one batch may have
        assertThat(bodies(seen)).hasSize(50);
        assertThat(bodies(seen).getLast()).isEqualTo("199");
    }
}
