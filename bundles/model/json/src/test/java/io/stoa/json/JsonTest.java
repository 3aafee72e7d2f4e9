package io.stoa.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class JsonTest {

    @Test
    void readsWhatItWrites() {
        JsonObject value =
                JsonObject.EMPTY
                        .with("text", "a\"\\\n\u0001€😀")
                        .with("number", -12)
                        .with("flag", true)
                        .with("none", JsonLiteral.NULL)
                        .with("list", JsonArray.texts(List.of("x", "y")))
                        .with("empty", JsonObject.EMPTY)
                        .with("nothing", new JsonArray(List.of()));
        assertThat(Json.parse(value.compact())).isEqualTo(value);
        assertThat(Json.parse(value.pretty())).isEqualTo(value);
        assertThat(value.pretty()).contains("\n  \"number\": -12,\n", "\n    \"x\",\n");
    }

    @Test
    void keepsTheOrderOfMembers() {
        assertThat(Json.object("{\"b\":1,\"a\":2}").members().keySet()).containsExactly("b", "a");
    }

    @Test
    void givesMembersByTheirType() {
        JsonObject value =
                Json.object("{\"t\":\"x\",\"n\":7,\"f\":true,\"l\":[1],\"o\":{\"k\":\"v\"}}");
        assertThat(value.text("t")).isEqualTo("x");
        assertThat(value.text("n")).isEmpty();
        assertThat(value.number("n", 0)).isEqualTo(7);
        assertThat(value.number("t", 3)).isEqualTo(3);
        assertThat(value.flag("f")).isTrue();
        assertThat(value.flag("t")).isFalse();
        assertThat(value.array("l")).containsExactly(JsonNumber.of(1));
        assertThat(value.object("o").text("k")).isEqualTo("v");
        assertThat(value.get("absent")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-0", "1.5", "1e3", "-12.50E-2"})
    void keepsNumbersAsTheyWere(String literal) {
        assertThat(Json.parse(literal)).isEqualTo(new JsonNumber(literal));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[",
                "[1,]",
                "{\"a\":1,}",
                "{a:1}",
                "'a'",
                "01",
                "1.",
                "+1",
                ".5",
                "tru",
                "nul",
                "\"a",
                "\"\\x\"",
                "\"\\u12g4\"",
                "\"a\nb\"",
                "1 2",
                "{\"a\" 1}",
                "[1 2]",
                "// no\n1",
                "NaN"
            })
    void refusesWhatTheGrammarDoesNotKnow(String text) {
        assertThatThrownBy(() -> Json.parse(text)).isInstanceOf(JsonException.class);
    }

    @Test
    void namesTheLineAndWhatStandsTwice() {
        assertThatThrownBy(() -> Json.parse("{\n \"a\": 1,\n \"a\": 2\n}"))
                .hasMessage("line 3: “a” stands twice in the same object; remove one");
        assertThatThrownBy(() -> Json.object("[]")).hasMessageContaining("an object");
    }

    @Test
    void isNotDeeperThanItCanBear() {
        assertThatThrownBy(() -> Json.parse("[".repeat(100_000))).hasMessageContaining("nested");
        assertThat(Json.parse("[".repeat(64) + "]".repeat(64))).isInstanceOf(JsonArray.class);
    }

    @Test
    void writesALoneSurrogateAsAnEscape() {
        assertThat(new JsonText("\ud83d").compact()).isEqualTo("\"\\ud83d\"");
        assertThat(Json.parse("\"\\ud83d\"")).isEqualTo(new JsonText("\ud83d"));
    }
}
