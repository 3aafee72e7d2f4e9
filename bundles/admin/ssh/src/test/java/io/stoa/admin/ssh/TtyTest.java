package io.stoa.admin.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

final class TtyTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private Tty tty(String keys, boolean terminal) {
        return new Tty(
                new ByteArrayInputStream(keys.getBytes(StandardCharsets.UTF_8)),
                out,
                out,
                "ssh:x",
                terminal);
    }

    private String shown() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void onATerminalKeysAreShownAndErased() {
        Tty tty = tty("heplo\u007f\u007f\u007fllö\u007fo\r", true);

        assertThat(tty.line("> ")).hasValue("hello");
        assertThat(shown()).startsWith("> heplo\b \b\b \b\b \bllö\b \bo").endsWith("\r\n");
    }

    @Test
    void aSecretIsNotShown() {
        assertThat(tty("1234\r", true).secret("pin: ")).hasValue("1234");
        assertThat(shown()).isEqualTo("pin: \r\n");
    }

    @Test
    void linesEndAsTheClientLikes() {
        Tty tty = tty("a\r\nb\nc\r", true);

        assertThat(tty.line("")).hasValue("a");
        assertThat(tty.line("")).hasValue("b");
        assertThat(tty.line("")).hasValue("c");
        assertThat(tty.line("")).isEmpty();
    }

    @Test
    void controlKeysDropALineOrEndTheInput() {
        Tty tty = tty("abc\u0003xyz\u0015ok\r\u001b[Aup\r\u0004never\r", true);

        assertThat(tty.line("")).hasValue("");
        assertThat(tty.line("")).hasValue("ok");
        assertThat(tty.line("")).hasValue("up");
        assertThat(tty.line("")).isEmpty();
    }

    @Test
    void aPipeIsReadLineByLineAndNothingIsShown() {
        Tty tty = tty("one\ntwo", false);

        assertThat(tty.line("> ")).hasValue("one");
        assertThat(tty.line("> ")).hasValue("two");
        assertThat(tty.line("> ")).isEmpty();
        tty.print("a\nb");
        assertThat(shown()).isEqualTo("a\nb\n");
    }

    @Test
    void aKeyEndsTheWait() {
        assertThat(tty("q", true).pause(Duration.ofHours(1))).isTrue();
        assertThat(tty("", true).pause(Duration.ZERO)).isFalse();
    }
}
