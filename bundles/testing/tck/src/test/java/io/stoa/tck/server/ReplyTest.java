package io.stoa.tck.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Map;

/** What is read out of the server's JSON. */
class ReplyTest {

    @Test
    void aTableIsRows() {
        Reply reply = new Reply(0, "[{\"a\":\"1\",\"b\":\"x \\\"y\\\"\"},\n{\"a\":\"\"}]\n");
        assertThat(reply.rows()).containsExactly(Map.of("a", "1", "b", "x \"y\""), Map.of("a", ""));
    }

    @Test
    void factsAreOneObject() {
        Reply reply = new Reply(0, "{\"parked\":\"12\",\"outcome\":\"done\"}");
        assertThat(reply.fact("outcome")).isEqualTo("done");
        assertThat(reply.number("parked")).isEqualTo(12);
        assertThat(reply.number("outcome")).isZero();
        assertThat(new Reply(1, "stoa: no\n").fact("outcome")).isEmpty();
    }
}
