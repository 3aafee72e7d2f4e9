package io.stoa.service.gatewayirc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/** Networks that mean no good, or do not work. */
@Timeout(120)
class HostileTest extends InVerona {

    @Test
    void aLineWithoutEndAndBytesThatAreNoTextHarmNothing() throws IOException {
        verona.join();
        ircd.tell(("x".repeat(1_000_000) + "\r\n").getBytes(StandardCharsets.UTF_8));
        ircd.tell("\0\0", ":", "::::", "@=;=", ": :", "@a=\\ :b", "PRIVMSG", "JOIN", "353", "KICK");
        ircd.tell(
                ":romeo!r@h PRIVMSG #verona :caf\u00e9\r\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(verona.next("caf")).contains("café");
        ircd.tell(":romeo!r@h PRIVMSG #verona :a\u0000b\u0007c\uFFFEd");
        assertThat(verona.next("a\uFFFDb")).contains("a\uFFFDb\uFFFDc\uFFFDd");
    }

    @Test
    void namesThatAreNoneAreNotShown() throws IOException {
        verona.join();
        ircd.tell(
                ":" + "n".repeat(5_000) + "!r@h JOIN #verona",
                ":a b!r@h JOIN #verona",
                ":romeo!r@h NICK :",
                ":romeo!r@h NICK :two words",
                ":romeo!r@h PRIVMSG #verona :still here");
        assertThat(verona.next("still here")).contains("/romeo'");
        assertThat(verona.seen()).noneMatch(it -> it.contains("nnnn"));
    }

    @Test
    void membersWithoutEndAreNotRemembered() throws IOException {
        Verona.ask(verona.juliet);
        ircd.accept().hear("USER");
        ircd.tell(":irc 001 juliet :welcome", ":juliet!j@h JOIN #verona");
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < 11_000; i++) {
            names.append(i % 100 == 0 ? "\r\n:irc 353 juliet = #verona :" : " ")
                    .append("n")
                    .append(i);
        }
        ircd.tell(names.toString(), ":irc 366 juliet #verona :end");
        verona.next("<subject");
        assertThat(verona.seen().stream().filter(it -> it.contains("/n")).count())
                .isBetween(9_000L, 10_000L);
    }

    @Test
    void aServerThatAsksAndNeverReadsIsLeft() throws IOException {
        verona.join();
        String ping = "PING :" + "x".repeat(8_000);
        // until what is answered fills everything between here and there
        assertThat(tellsUntilItIsLeft(ping)).isTrue();
        assertThat(verona.next("unavailable")).contains("/romeo'");
    }

    private boolean tellsUntilItIsLeft(String line) {
        try {
            while (true) {
                ircd.tell(line);
            }
        } catch (IOException left) {
            return true;
        }
    }

    @Test
    void aServerThatFloodsIsReadNoFasterThanMayBeAndInOrder() throws IOException {
        verona.join();
        for (int i = 0; i < 1_500; i++) {
            ircd.tell(":romeo!r@h PRIVMSG #verona :flood " + i + ".");
        }
        verona.say("m1", "heard all the same");
        assertThat(ircd.hear("PRIVMSG")).endsWith(":heard all the same");
        List<String> flood =
                verona.until("flood 1499.").stream().filter(it -> it.contains("flood")).toList();
        assertThat(flood).hasSize(1_500);
        assertThat(IntStream.range(0, 1_500))
                .allMatch(i -> flood.get(i).contains("flood " + i + "."));
    }

    @Test
    void aChannelThatNobodyAskedForIsLeft() throws IOException {
        verona.join();
        ircd.tell(":juliet!j@h JOIN #elsinore");
        assertThat(ircd.hear("PART")).isEqualTo("PART #elsinore");
    }

    @Test
    void whatTheServerSaysLastIsWhatPeopleAreTold() throws IOException {
        Verona.ask(verona.juliet);
        ircd.accept().hear("USER");
        ircd.tell("ERROR :Closing link: too many from your host");
        ircd.drop();
        assertThat(verona.next("type='error'"))
                .contains("<remote-server-timeout", "too many from your host");
    }

    @Test
    void aNetsplitTakesThoseBeyondAndGivesThemBack() throws IOException {
        verona.join();
        ircd.tell(":romeo!r@h QUIT :a.example b.example");
        assertThat(verona.next("a.example b.example")).contains("unavailable", "/romeo'");
        ircd.tell(":romeo!r@h JOIN #verona", ":b.example MODE #verona +o romeo");
        assertThat(verona.next("moderator")).contains("/romeo'");
    }
}
