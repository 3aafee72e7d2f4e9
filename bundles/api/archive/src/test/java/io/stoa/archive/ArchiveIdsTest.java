package io.stoa.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.jid.BareJid;
import io.stoa.storage.StoreSpec;
import io.stoa.storage.memory.MemoryStorage;

import org.junit.jupiter.api.Test;

import java.util.List;

/** Ids that tell nothing and cannot be invented. */
final class ArchiveIdsTest {

    private static final BareJid JULIET = BareJid.parse("juliet@stoa.example");
    private static final String FIRST = "000640d5a3b2c1f0";
    private static final String SECOND = "000640d5a3b2c1f1";

    private static final StoreSpec<String> KEYS = new StoreSpec<>("key", 1, ArchiveIds.KEYS);

    private final MemoryStorage storage = new MemoryStorage();
    private final ArchiveIds ids = new ArchiveIds(storage.documents(KEYS));

    @Test
    void anIdLeadsBackToItsEntryAlsoInAnotherLife() {
        String id = ids.seal(JULIET, FIRST);

        assertThat(ids.open(JULIET, id)).contains(FIRST);
        assertThat(new ArchiveIds(storage.documents(KEYS)).open(JULIET, id)).contains(FIRST);
        assertThat(ids.seal(JULIET, FIRST)).isEqualTo(id);
    }

    @Test
    void anIdIsOfOneAccountOnly() {
        String id = ids.seal(JULIET, FIRST);

        for (String other : List.of("romeo@stoa.example", "juliet@other.example")) {
            assertThat(ids.open(BareJid.parse(other), id)).isEmpty();
            assertThat(ids.seal(BareJid.parse(other), FIRST)).isNotEqualTo(id);
        }
    }

    @Test
    void neighboursHaveNothingInCommon() {
        String first = ids.seal(JULIET, FIRST);
        String second = ids.seal(JULIET, SECOND);

        long same = 0;
        for (int i = 0; i < first.length(); i++) {
            same += first.charAt(i) == second.charAt(i) ? 1 : 0;
        }
        assertThat(first).hasSameSizeAs(second);
        assertThat(same).isLessThan(8);
    }

    @Test
    void whatWasNeverGivenIsNone() {
        String id = ids.seal(JULIET, FIRST);
        String turned = (id.charAt(0) == 'A' ? 'B' : 'A') + id.substring(1);

        for (String text :
                List.of("", "x", FIRST, turned, id + "A", id + "=", " " + id, "'; --", "Ω")) {
            assertThat(ids.open(JULIET, text)).isEmpty();
        }
    }
}
