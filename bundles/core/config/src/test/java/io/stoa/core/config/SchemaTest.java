package io.stoa.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.service.metatype.AttributeDefinition;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

final class SchemaTest {

    private static Key key(String name, int type, boolean many) {
        return new Key(name, type, many, List.of(), "", List.of(), it -> "");
    }

    private static Schema schema() {
        SequencedMap<String, Key> keys = new LinkedHashMap<>();
        keys.put("port", key("port", AttributeDefinition.INTEGER, false));
        keys.put("address", key("address", AttributeDefinition.STRING, false));
        return new Schema(Map.of("io.stoa.net.mina", keys));
    }

    private static Setting setting(String pid, String key, String value) {
        return new Setting(pid, key, value, "x.cfg:1");
    }

    @Test
    void whatIsKnownIsNoReasonToComplain() {
        assertThat(schema().complaint(setting("io.stoa.net.mina", "port", "1"))).isEmpty();
    }

    @Test
    void anUnknownKeyIsNamedWithTheNearest() {
        assertThat(schema().complaint(setting("io.stoa.net.mina", "prot", "1")))
                .contains("x.cfg:1: io.stoa.net.mina has no key prot; did you mean port?");
    }

    @Test
    void anUnknownPidIsNamedWithTheNearest() {
        assertThat(schema().complaint(setting("io.stoa.net.nima", "port", "1")))
                .hasValueSatisfying(
                        it -> assertThat(it).endsWith("did you mean io.stoa.net.mina?"));
        assertThat(new Schema(Map.of()).complaint(setting("a", "b", "c")))
                .contains("x.cfg:1: nothing here is configured by a");
    }

    @Test
    void aSuccessorIsNewsWhenItReadsASettingOtherwise() {
        SequencedMap<String, Key> keys = new LinkedHashMap<>();
        keys.put("port", key("port", AttributeDefinition.INTEGER, false));
        assertThat(schema().knows(new Schema(Map.of("io.stoa.net.mina", keys)))).isTrue();
        assertThat(schema().knows(new Schema(Map.of("io.stoa.net.other", keys)))).isFalse();
        keys.put("port", key("port", AttributeDefinition.STRING, false));
        assertThat(schema().knows(new Schema(Map.of("io.stoa.net.mina", keys)))).isFalse();
        keys.put("port", key("port", AttributeDefinition.INTEGER, true));
        assertThat(schema().knows(new Schema(Map.of("io.stoa.net.mina", keys)))).isFalse();
        assertThat(schema().knows(new Schema(Map.of()))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"'',abc,3", "abc,abc,0", "kitten,sitting,3", "prot,port,2"})
    void distancesAreThoseOfLevenshtein(String one, String other, int distance) {
        assertThat(Schema.distance(one, other)).isEqualTo(distance);
        assertThat(Schema.distance(other, one)).isEqualTo(distance);
    }

    @Test
    void textsBecomeValuesOfTheKeysType() {
        Setting number = setting("p", "k", "42");

        assertThat(key("k", AttributeDefinition.INTEGER, false).value(number)).isEqualTo(42);
        assertThat(key("k", AttributeDefinition.LONG, false).value(number)).isEqualTo(42L);
        assertThat(key("k", AttributeDefinition.STRING, false).value(number)).isEqualTo("42");
        assertThat(key("k", AttributeDefinition.BOOLEAN, false).value(setting("p", "k", "Yes")))
                .isEqualTo(true);
    }

    @Test
    void listsAreSplitAtCommas() {
        Key list = key("k", AttributeDefinition.STRING, true);

        assertThat(list.value(setting("p", "k", "a, b,,c ")))
                .isEqualTo(new String[] {"a", "b", "c"});
        assertThat(list.value(setting("p", "k", ""))).isEqualTo(new String[0]);
    }

    @ParameterizedTest
    @CsvSource({"3,many", "3,''", "11,maybe"})
    void whatTheKeyDoesNotTakeIsNamed(int type, String text) {
        assertThatThrownBy(() -> key("k", type, false).value(setting("p", "k", text)))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("x.cfg:1: p:k takes ")
                .hasMessageEndingWith("not “" + text + "”");
    }

    @Test
    void secretsAreKnownByTypeOrName() {
        assertThat(key("k", AttributeDefinition.PASSWORD, false).secret()).isTrue();
        assertThat(key("bind.Password", AttributeDefinition.STRING, false).secret()).isTrue();
        assertThat(key("port", AttributeDefinition.INTEGER, false).secret()).isFalse();
    }

    @Test
    void aChoiceTakesWhatStandsToChoose() {
        Key policy =
                new Key(
                        "policy",
                        AttributeDefinition.STRING,
                        false,
                        List.of("pinned"),
                        "",
                        List.of("pinned", "signed"),
                        it -> "");
        assertThat(policy.kind()).isEqualTo("choice");
        policy.check(setting("io.stoa.some", "policy", "signed"));
        assertThatThrownBy(() -> policy.check(setting("io.stoa.some", "policy", "sinned")))
                .hasMessage("io.stoa.some:policy takes pinned, signed, not “sinned”");
    }

    @Test
    void aNumberOutOfItsRangeIsRefused() {
        Key size =
                new Key(
                        "size",
                        AttributeDefinition.INTEGER,
                        false,
                        List.of("5"),
                        "",
                        List.of(),
                        it -> it.startsWith("-") ? "too small" : "");
        size.check(setting("io.stoa.some", "size", "1"));
        assertThatThrownBy(() -> size.check(setting("io.stoa.some", "size", "-1")))
                .hasMessageContaining("io.stoa.some:size does not take -1")
                .hasMessageContaining("stoa config show io.stoa.some");
    }

    @Test
    void everyKeyHasAKind() {
        assertThat(key("port", AttributeDefinition.INTEGER, false).kind()).isEqualTo("number");
        assertThat(key("open", AttributeDefinition.BOOLEAN, false).kind()).isEqualTo("switch");
        assertThat(key("name", AttributeDefinition.STRING, false).kind()).isEqualTo("text");
        assertThat(key("names", AttributeDefinition.STRING, true).kind()).isEqualTo("list");
        assertThat(key("token", AttributeDefinition.STRING, false).kind()).isEqualTo("secret");
    }
}
