package io.stoa.tck.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Map;

class TrialTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "number|41||42",
                "number|-1||0",
                "switch|true||false",
                "switch|false||true",
                "choice|pinned|pinned, signed|signed",
                "choice|signed|pinned, signed|pinned",
                "list|a, b||a, b,a",
                "text|Stoa||Stoax"
            })
    void thereIsAnotherValue(String type, String value, String options, String other) {
        Trial trial = trial("name", type, value, options == null ? "" : options);
        assertEquals(new Trial(other, ""), trial);
    }

    @ParameterizedTest
    @CsvSource({"url,text,jdbc:x", "name,text,''", "names,list,''", "password,secret,x"})
    void whatIsLeftOutSaysWhy(String name, String type, String value) {
        assertNotEquals("", trial(name, type, value, "").why());
    }

    @Test
    void aChoiceOfOneIsNone() {
        assertEquals("there is no other", trial("name", "choice", "a", "a").why());
    }

    private static Trial trial(String name, String type, String value, String options) {
        return Trial.of(Map.of("key", name, "type", type, "options", options), value);
    }
}
