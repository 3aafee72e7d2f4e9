package io.stoa.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.jid.BareJid;
import io.stoa.storage.StoreSpec;
import io.stoa.storage.memory.MemoryStorage;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

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
    void anIdIsWhatItWasInEarlierVersions() throws GeneralSecurityException {
        String id = ids.seal(JULIET, FIRST);
        byte[] key =
                Base64.getDecoder()
                        .decode(
                                storage.documents(KEYS)
                                        .get(BareJid.ofDomain(JULIET.domain()))
                                        .orElseThrow());
        byte[] hash =
                MessageDigest.getInstance("SHA-256")
                        .digest("juliet@stoa.example".getBytes(StandardCharsets.UTF_8));
        Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
        cipher.init(
                Cipher.ENCRYPT_MODE,
                new SecretKeySpec(key, "AES"),
                new IvParameterSpec(Arrays.copyOf(hash, 16)));
        byte[] block = Arrays.copyOf(HexFormat.of().parseHex(FIRST), 16);
        assertThat(id)
                .isEqualTo(
                        Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(cipher.doFinal(block)));
    }

    @Test
    void manyOwnersAtOnceDisturbNobody() {
        List<BareJid> owners =
                IntStream.range(0, 40)
                        .mapToObj(it -> BareJid.parse("u" + it + "@d" + it % 3 + ".example"))
                        .toList();
        List<String> sealed = owners.stream().map(it -> ids.seal(it, FIRST)).toList();
        assertThat(sealed).doesNotHaveDuplicates();
        boolean well =
                IntStream.range(0, 20_000)
                        .parallel()
                        .map(it -> it % owners.size())
                        .allMatch(
                                it ->
                                        ids.seal(owners.get(it), FIRST).equals(sealed.get(it))
                                                && ids.open(owners.get(it), sealed.get(it))
                                                        .equals(Optional.of(FIRST)));
        assertThat(well).isTrue();
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
