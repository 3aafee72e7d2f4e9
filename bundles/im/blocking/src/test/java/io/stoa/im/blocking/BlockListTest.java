package io.stoa.im.blocking;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.jid.Jid;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

/** XEP-0191 §7. */
final class BlockListTest {

    @ParameterizedTest(name = "{0} blocks {1}: {2}")
    @CsvSource({
        "romeo@montague.example/garden, romeo@montague.example/garden, true",
        "romeo@montague.example/garden, romeo@montague.example/hall,   false",
        "romeo@montague.example/garden, romeo@montague.example,        false",
        "romeo@montague.example,        romeo@montague.example,        true",
        "romeo@montague.example,        romeo@montague.example/garden, true",
        "romeo@montague.example,        mercutio@montague.example,     false",
        "romeo@montague.example,        montague.example,              false",
        "montague.example/garden,       montague.example/garden,       true",
        "montague.example/garden,       montague.example,              false",
        "montague.example/garden,       romeo@montague.example/garden, false",
        "montague.example,              montague.example,              true",
        "montague.example,              montague.example/garden,       true",
        "montague.example,              romeo@montague.example,        true",
        "montague.example,              romeo@montague.example/garden, true",
        "montague.example,              romeo@a.montague.example,      false",
        "a.montague.example,            romeo@montague.example,        false",
    })
    void anItemMatchesByItsParts(String item, String other, boolean blocked) {
        assertThat(BlockList.of(List.of(Jid.parse(item))).blocks(Jid.parse(other)))
                .isEqualTo(blocked);
    }

    @Test
    void aListIsReadAsItWasWritten() {
        BlockList list =
                BlockList.of(
                        List.of(Jid.parse("z@montague.example"), Jid.parse("montague.example/x")));

        assertThat(BlockList.from(list.toElement())).isEqualTo(list);
        assertThat(BlockList.from(list.toElement()).jids()).containsExactlyElementsOf(list.jids());
    }
}
