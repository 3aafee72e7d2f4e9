package io.stoa.service.gatewayirc.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

class WordsTest {

    @Test
    void aLineIsReadWithTagsPrefixAndLastParameter() {
        IrcLine line =
                IrcLine.parse("@a=b :romeo!r@h PRIVMSG #verona :but soft: what").orElseThrow();
        assertThat(line.nick()).isEqualTo("romeo");
        assertThat(line.params()).containsExactly("#verona", "but soft: what");
        assertThat(IrcLine.parse(":only.a.prefix")).isEmpty();
    }

    @Test
    void nothingBeginsASecondLine() {
        assertThat(IrcLine.of("TOPIC", "#a", "x\r\nQUIT")).isEqualTo("TOPIC #a :x  QUIT");
    }

    @Test
    void whatIsTooLongIsLeftOutAndWhatIsNoUtf8IsReadAnyway() throws IOException {
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        sent.writeBytes("x".repeat(100_000).getBytes(StandardCharsets.UTF_8));
        sent.writeBytes(new byte[] {'\r', '\n', 'a', (byte) 0xE9, '\r', '\n'});
        sent.writeBytes("é\n".getBytes(StandardCharsets.UTF_8));
        LineReader reader = new LineReader(new ByteArrayInputStream(sent.toByteArray()));
        assertThat(next(reader)).contains("aé");
        assertThat(next(reader)).contains("é");
        assertThat(next(reader)).isEmpty();
    }

    private static Optional<String> next(LineReader reader) throws IOException {
        Optional<String> line = reader.poll();
        while (line.isEmpty() && reader.fill()) {
            line = reader.poll();
        }
        return line;
    }

    @Test
    void piecesAreOfWholeCharacters() {
        assertThat(Words.pieces("ab😀😀c\nd", 6)).containsExactly("ab😀", "😀c", "d");
        assertThat(Words.pieces("/me nods", 100)).containsExactly("\u0001ACTION nods\u0001");
        assertThat(Words.pieces("\n\n", 100)).isEmpty();
    }

    @Test
    void formattingIsNotShownAndActionsAreMe() {
        assertThat(Words.body("\u0002bold\u0002 \u000304,12red\u0003 \u0007!"))
                .isEqualTo("bold red \uFFFD!");
        assertThat(Words.body("\u0001ACTION nods\u0001")).isEqualTo("/me nods");
        assertThat(Words.isRequest("\u0001VERSION\u0001")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "*!*@evil.example, nick!u@evil.example, true",
        "nick!*@*,         NICK!u@h,            true",
        "n?ck!*@*,         nack!u@h,            true",
        "other!*@*,        nick!u@h,            false",
        "*a*a*a*b,         aaaaaaaaaaaaaaaaaa,  false",
    })
    void aMaskMatches(String mask, String who, boolean matches) {
        CaseMapping usual = CaseMapping.RFC1459;
        assertThat(Masks.matches(usual.folded(mask), usual.folded(who))).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({
        "rfc1459,        rfc1459,        ab{|}~_~É",
        "strict-rfc1459, strict-rfc1459, ab{|}^_~É",
        "ASCII,          ascii,          ab[\\]^_~É",
        "rfc7613,        ascii,          ab[\\]^_~É",
    })
    void aServerSaysWhichNamesAreTheSame(String said, String word, String folded) {
        CaseMapping mapping = CaseMapping.of(said);
        assertThat(mapping.word()).isEqualTo(word);
        assertThat(mapping.folded("Ab[\\]^_~É")).isEqualTo(folded);
    }

    @Test
    void aNetworkIsReadAsItIsWritten() {
        assertThat(NetworkSpec.parse(new String[] {"libera irc.libera.chat 6697 tls", ""}))
                .isEqualTo(List.of(new NetworkSpec("libera", "irc.libera.chat", 6697, true, "")));
    }

    @Test
    void aNetworkMayHaveItsCertificateNamed() {
        String digest = "0123456789ABCDEF".repeat(4);
        assertThat(NetworkSpec.parse("oftc irc.oftc.net 6697 tls " + digest).pin())
                .isEqualTo(digest.toLowerCase(Locale.ROOT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "libera",
                "libera irc.libera.chat",
                "libera irc.libera.chat 6697",
                "libera irc.libera.chat 6697 tls 01:23",
                "libera irc.libera.chat 6667 plain 01:23",
                "libera irc.libera.chat tls 6697",
            })
    void whatIsNoNetworkIsRefusedWithItsLine(String line) {
        assertThatThrownBy(() -> NetworkSpec.parse(line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a network is 'name host port tls'")
                .hasMessageEndingWith(line);
    }
}
