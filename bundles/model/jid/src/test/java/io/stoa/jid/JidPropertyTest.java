package io.stoa.jid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What holds for any text whatever; the seeds are fixed, so a failure comes again. */
class JidPropertyTest {

    private static final int ROUNDS = 20_000;

    /**
     * Where things happen: separators, mappings, contexts, directions, halves of pairs, nothing.
     */
    private static final int[] TRICKY =
            (".-@/[]:%_ xXnN--\u0000\u007F\u00A0\u00AD\u00B7l\u00DF\u0130\u0131\u0301\u0327\u0345"
                            + "\u0375\u03A3\u03C2\u05D0\u05F3\u0628\u064E\u0660\u06F0\u0915\u094D"
                            + "\u1100\u1161\u13A0\uAB70\u200C\u200D\u1E9E\u212A\u2163\u3002\u30FB"
                            + "\uAC00\uD800\uDC00\uFDFA\uFF0E\uFF20\uFF21\uFF76\uFF9E\uFFA1\uFFFF")
                    .codePoints()
                    .toArray();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whateverIsReadIsReadTheSameFromItsOwnText(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            read(text(random)).ifPresent(JidPropertyTest::check);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {6})
    void partsMayBeAnythingToo(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            String local = text(random);
            String resource = text(random);
            read(() -> Jid.of(local, "montague.example", "")).ifPresent(JidPropertyTest::check);
            read(() -> Jid.of("", "montague.example", resource)).ifPresent(JidPropertyTest::check);
        }
    }

    @Test
    void everyCharacterAloneIsReadOrRefused() {
        IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(cp -> cp < 0x700 || cp % 61 == 0 || (cp >= 0xFF00 && cp < 0x10000))
                .mapToObj(Character::toString)
                .flatMap(c -> Stream.of(c + "@a", "a" + c + "a.b", "\u05D0" + c + ".b", "a/" + c))
                .forEach(text -> read(text).ifPresent(JidPropertyTest::check));
    }

    @ParameterizedTest
    @ValueSource(longs = {8, 9})
    void labelsInPunycodeComeBack(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            String label = text(random);
            if (StandardCharsets.UTF_8.newEncoder().canEncode(label)) {
                assertThat(Punycode.decode(Punycode.encode(label))).isEqualTo(label);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {10, 11})
    void anyTextAfterXnIsDecodedOrRefused(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            StringBuilder digits = new StringBuilder("xn--");
            random.ints(random.nextInt(24), 0, 37)
                    .forEach(d -> digits.append(d == 36 ? '-' : Character.forDigit(d, 36)));
            read(digits.toString()).ifPresent(JidPropertyTest::check);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {12})
    void nicknamesComeToRestOrAreRefused(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            String typed = text(random);
            tried(() -> Nickname.enforce(typed))
                    .ifPresent(
                            shown -> {
                                assertThat(Nickname.enforce(shown)).isEqualTo(shown);
                                assertThat(Nickname.comparable(shown))
                                        .isEqualTo(Nickname.comparable(typed));
                            });
        }
    }

    static Stream<String> longTexts() {
        return Stream.of("a", "A", "@", "/", ".", "-", "a.", "xn--a.", "[", ":", "%", "\u00E4", " ")
                .flatMap(
                        s ->
                                Stream.of(
                                        s.repeat(300_000),
                                        "a@" + s.repeat(300_000),
                                        "a/" + s.repeat(300_000)));
    }

    @ParameterizedTest
    @MethodSource("longTexts")
    void aVeryLongTextIsRefusedAtOnce(String text) {
        assertThatThrownBy(() -> Jid.parse(text)).isInstanceOf(JidException.class);
        assertThatThrownBy(() -> Nickname.enforce(text)).isInstanceOf(JidException.class);
    }

    /** The longest that is looked at, made of what normalization finds hard. */
    @ParameterizedTest
    @ValueSource(
            strings = {"\u0301\u0316", "\u0344", "\uFDFA", "\u1100", "\uFF9E", "\u0390", "\u3000"})
    void theHardestTextIsReadOrRefused(String hard) {
        String text = "a" + hard.repeat(1533 / hard.length());
        read(text + "@a").ifPresent(JidPropertyTest::check);
        read(text).ifPresent(JidPropertyTest::check);
        read((text.substring(0, 60) + ".").repeat(24)).ifPresent(JidPropertyTest::check);
        read("a/" + text).ifPresent(JidPropertyTest::check);
        tried(() -> Nickname.enforce(text.substring(0, 1023)))
                .ifPresent(n -> assertThat(n).isNotEmpty());
    }

    private static void check(Jid jid) {
        assertThat(Jid.parse(jid.toString())).isEqualTo(jid).hasToString(jid.toString());
        assertThat(Jid.of(jid.local(), jid.domain(), jid.resource())).isEqualTo(jid);
        Stream.of(jid.local(), jid.domain(), jid.resource()).forEach(JidPropertyTest::checkPart);
        assertThat(jid.local()).doesNotContain("@", "/", "\"", "&", "'", ":", "<", ">");
        assertThat(jid.domain()).isNotEmpty().doesNotContain("@", "/");
        assertThat(jid.local().toLowerCase(Locale.ROOT)).isEqualTo(jid.local());
    }

    private static void checkPart(String part) {
        assertThat(part.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(1023);
        assertThat(Normalizer.isNormalized(part, Normalizer.Form.NFC)).isTrue();
        assertThat(part.chars()).noneMatch(Character::isISOControl);
    }

    private static Optional<Jid> read(String text) {
        return read(() -> Jid.parse(text));
    }

    private static Optional<Jid> read(Supplier<Jid> reading) {
        return tried(reading);
    }

    /** Empty when refused, by this one exception and no other. */
    private static <T> Optional<T> tried(Supplier<T> trial) {
        try {
            return Optional.of(trial.get());
        } catch (JidException refused) {
            assertThat(refused).message().startsWith("the ");
            return Optional.empty();
        }
    }

    private static String text(Random random) {
        int kind = random.nextInt(5);
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(12); length >= 0; length--) {
            text.appendCodePoint(codePoint(random, kind));
        }
        return text.toString();
    }

    private static int codePoint(Random random, int kind) {
        return switch (kind) {
            case 0 -> random.nextInt(0x80);
            case 1 ->
                    random.nextBoolean()
                            ? 'a' + random.nextInt(26)
                            : "@/.-[]:".charAt(random.nextInt(7));
            case 2 -> random.nextInt(0x800);
            case 3 -> random.nextInt(Character.MAX_CODE_POINT + 1);
            default -> TRICKY[random.nextInt(TRICKY.length)];
        };
    }
}
