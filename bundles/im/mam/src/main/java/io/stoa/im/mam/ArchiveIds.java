package io.stoa.im.mam;

import io.stoa.jid.BareJid;
import io.stoa.storage.Codec;
import io.stoa.storage.Documents;
import io.stoa.storage.Storage;
import io.stoa.storage.StoreSpec;
import io.stoa.xml.Element;
import io.stoa.xml.Text;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The ids that clients see. They must be unpredictable and tell nothing (XEP-0313 §3, XEP-0359 §6),
 * while those of a log tell the time and the order. So a log's id is enciphered: one block of AES
 * under a key of the domain, with the account mixed in; nothing has to be stored beside the entry.
 * What was not made here, or for another account, is recognised. Thread-safe; blocks when the key
 * of a domain is needed for the first time.
 */
final class ArchiveIds {

    private static final StoreSpec<String> KEYS =
            new StoreSpec<>(
                    "archive-key",
                    1,
                    new Codec<>(
                            key -> Element.of("urn:stoa:archive", "key", new Text(key)),
                            (element, version) -> element.text()));

    private static final int BLOCK = 16;
    private static final HexFormat HEX = HexFormat.of();
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final Documents<String> stored;
    private final ConcurrentHashMap<String, SecretKeySpec> keys = new ConcurrentHashMap<>();

    ArchiveIds(Storage storage) {
        this.stored = storage.documents(KEYS);
    }

    /** Makes an account's id of a log's id, which has 16 hexadecimal digits. */
    String seal(BareJid account, String logId) {
        ByteBuffer block = ByteBuffer.allocate(BLOCK).putLong(HexFormat.fromHexDigitsToLong(logId));
        return ENCODER.encodeToString(cipher(Cipher.ENCRYPT_MODE, account, block.array()));
    }

    /** Returns the log's id of an account's id; empty for a text that never was one. */
    Optional<String> open(BareJid account, String id) {
        try {
            byte[] sealed = Base64.getUrlDecoder().decode(id);
            if (sealed.length != BLOCK || !ENCODER.encodeToString(sealed).equals(id)) {
                return Optional.empty();
            }
            ByteBuffer block = ByteBuffer.wrap(cipher(Cipher.DECRYPT_MODE, account, sealed));
            long logId = block.getLong();
            return block.getLong() == 0 ? Optional.of(HEX.toHexDigits(logId)) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** One block in CBC with the account as its vector: the same log's id differs between two. */
    private byte[] cipher(int mode, BareJid account, byte[] block) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
            cipher.init(mode, key(account.domain()), vector(account));
            return cipher.doFinal(block);
        } catch (GeneralSecurityException never) {
            throw new IllegalStateException("every JDK has AES", never);
        }
    }

    private static IvParameterSpec vector(BareJid account) throws GeneralSecurityException {
        byte[] digest =
                MessageDigest.getInstance("SHA-256")
                        .digest(account.toString().getBytes(StandardCharsets.UTF_8));
        return new IvParameterSpec(Arrays.copyOf(digest, BLOCK));
    }

    private SecretKeySpec key(String domain) {
        return keys.computeIfAbsent(domain, this::load);
    }

    private SecretKeySpec load(String domain) {
        BareJid owner = BareJid.ofDomain(domain);
        stored.update(owner, present -> present.or(() -> Optional.of(random())));
        byte[] key = Base64.getDecoder().decode(stored.get(owner).orElseThrow());
        return new SecretKeySpec(key, "AES");
    }

    private static String random() {
        byte[] key = new byte[BLOCK];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }
}
