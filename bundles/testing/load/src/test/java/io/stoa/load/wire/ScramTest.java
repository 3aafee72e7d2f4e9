package io.stoa.load.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The example of RFC 5802 §5. */
class ScramTest {

    private final Scram scram =
            new Scram("SHA-1", "user", "pencil", new Scram.Salted(), "fyko+d2lbbFgONRv9qkxdawL");

    @Test
    void theExampleOfTheRfcIsAnswered() {
        assertThat(plain(scram.first())).isEqualTo("n,,n=user,r=fyko+d2lbbFgONRv9qkxdawL");
        String answer =
                scram.answer(
                        base64(
                                "r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,"
                                        + "s=QSXCR+Q6sek8bf92,i=4096"));
        assertThat(plain(answer))
                .isEqualTo(
                        "c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,"
                                + "p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=");
        assertThat(scram.verify(base64("v=rmF9pqV8S7suAoZWja4dJRkFsKQ="))).isTrue();
        assertThat(scram.verify(base64("v=rmF9pqV8S7suAoZWja4dJRkFsKR="))).isFalse();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String plain(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }
}
