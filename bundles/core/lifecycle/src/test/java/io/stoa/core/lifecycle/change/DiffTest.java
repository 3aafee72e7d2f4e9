package io.stoa.core.lifecycle.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.core.lifecycle.feature.Coordinates;
import io.stoa.core.lifecycle.store.Pin;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

class DiffTest {

    private final Pin library = pin("g:library:1", 10, "a");
    private final Pin feature = pin("g:feature:1", 50, "b");
    private final Pin newer = pin("g:feature:2", 50, "c");
    private final Pin port = pin("g:port:1", 80, "d");

    private static Pin pin(String id, int level, String hash) {
        return new Pin(Coordinates.parse(id), level, hash, Path.of("x.jar"), Set.of("f"));
    }

    private static Map<String, Pin> set(Pin... pins) {
        Map<String, Pin> set = new HashMap<>();
        for (Pin pin : pins) {
            set.put(pin.id().key(), pin);
        }
        return set;
    }

    @Test
    void whatComesBeginsBelowAndWhatGoesBeginsAbove() {
        Diff come = Diff.between(set(), set(port, library, feature));
        assertThat(come.added()).containsExactly(library, feature, port);
        Diff go = Diff.between(set(port, library, feature), set());
        assertThat(go.removed()).containsExactly(port, feature, library);
    }

    @Test
    void otherBytesAreAnUpdateAndTheSameAreNothing() {
        Diff diff = Diff.between(set(library, feature), set(library, newer));
        assertThat(diff.updated()).containsExactly(new Diff.Replaced(feature, newer));
        assertThat(diff.added()).isEmpty();
        assertThat(diff.removed()).isEmpty();
        assertThat(Diff.between(set(library), set(library)).isEmpty()).isTrue();
    }

    @Test
    void aFreshStartReplacesABundleByItself() {
        Diff diff = Diff.between(set(feature), set(feature)).renewing(List.of(feature));
        assertThat(diff.updated()).containsExactly(new Diff.Replaced(feature, feature));
    }
}
