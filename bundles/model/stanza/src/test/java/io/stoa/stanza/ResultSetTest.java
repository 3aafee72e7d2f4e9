package io.stoa.stanza;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.xml.Element;
import io.stoa.xml.Xml;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** Pages of a long answer (XEP-0059). */
final class ResultSetTest {

    private static final List<String> ALL = List.of("a", "b", "c", "d", "e", "f", "g");

    @ParameterizedTest
    @CsvSource({
        // request | items | index | complete
        "<max>3</max>,abc,0,false",
        "<max>7</max>,abcdefg,0,true",
        "'',abcde,0,false",
        "<max>3</max><after>c</after>,def,3,false",
        "<max>5</max><after>e</after>,fg,5,true",
        "<max>2</max><before>d</before>,bc,1,false",
        "<max>5</max><before>d</before>,abc,0,true",
        "<max>2</max><before/>,fg,5,false",
        "<max>2</max><after/>,ab,0,false",
        "<max>2</max><index>4</index>,ef,4,false",
        "<max>2</max><after>b</after><before>f</before>,de,3,false"
    })
    void thePageThatWasAskedForIsCutOut(String set, String items, int index, boolean complete) {
        ResultSet.Cut<String> cut = cut(set);

        assertThat(String.join("", cut.items())).isEqualTo(items);
        assertThat(cut.complete()).isEqualTo(complete);
        assertThat(cut.page().index()).hasValue(index);
        assertThat(cut.page().first()).contains(items.substring(0, 1));
        assertThat(cut.page().last()).contains(items.substring(items.length() - 1));
        assertThat(cut.page().count()).hasValue(7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<max>0</max>", "<index>7</index>", "<index>70</index>", "<after>g</after>"})
    void aPageOfNothingHasACountOnly(String set) {
        assertThat(cut(set).page().toElement()).isEqualTo(set("<count>7</count>"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<after>z</after>", "<before>z</before>"})
    void aPageThatCannotBeFoundIsAnError(String set) {
        assertThatThrownBy(() -> cut(set))
                .isInstanceOf(StanzaException.class)
                .hasMessageContaining("item-not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<max>many</max>", "<max>-1</max>", "<max/>", "<index>1.5</index>"})
    void whatIsNoNumberIsRefused(String set) {
        assertThatThrownBy(() -> cut(set))
                .isInstanceOf(StanzaException.class)
                .hasMessageContaining("bad-request");
    }

    @Test
    void requestsAndPagesAreWrittenAsTheSpecificationShowsThem() {
        assertThat(
                        new ResultSet.Request(
                                        OptionalInt.of(10),
                                        Optional.of("x"),
                                        Optional.empty(),
                                        OptionalInt.empty())
                                .toElement())
                .isEqualTo(set("<max>10</max><after>x</after>"));
        assertThat(
                        new ResultSet.Request(
                                        OptionalInt.empty(),
                                        Optional.empty(),
                                        Optional.of(""),
                                        OptionalInt.of(3))
                                .toElement())
                .isEqualTo(set("<index>3</index><before></before>"));
        assertThat(cut("<max>2</max>").page().toElement())
                .isEqualTo(set("<first index='0'>a</first><last>b</last><count>7</count>"));
    }

    @Test
    void withoutASetEverythingIsAskedFor() {
        assertThat(ResultSet.Request.in(Element.of("a:b", "query")))
                .isEqualTo(ResultSet.Request.ALL);
    }

    private static ResultSet.Cut<String> cut(String set) {
        Element query = Element.of("a:b", "query", set(set));
        return ResultSet.cut(ALL, Function.identity(), ResultSet.Request.in(query), 5 + extra(set));
    }

    /** The limit is 5, except where a test asks for more. */
    private static int extra(String set) {
        return set.contains("<max>7") ? 2 : 0;
    }

    private static Element set(String children) {
        return Xml.parse("<set xmlns='http://jabber.org/protocol/rsm'>" + children + "</set>");
    }
}
