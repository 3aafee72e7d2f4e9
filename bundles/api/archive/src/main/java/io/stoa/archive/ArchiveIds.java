package io.stoa.archive;

import io.stoa.jid.BareJid;
import io.stoa.storage.Codec;
import io.stoa.storage.Documents;
import io.stoa.storage.DomainKeys;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import javax.crypto.Cipher;

/**
 * The ids that clients see. They must be unpredictable and tell nothing (XEP-0313 §3, XEP-0359 §6),
 * while those of a log tell the time and the order. So a log's id is enciphered: one block of AES
 * under a key of the domain, with the owner mixed in; nothing has to be stored beside the entry.
 * What was not made here, or for another owner, is recognised. Thread-safe; blocks when the key of
 * a domain is needed for the first time.
 */
public final class ArchiveIds {

    /** The form in which the keys are kept. */
    public static final Codec<String> KEYS = DomainKeys.codec("urn:stoa:archive");

    private static final int BLOCK = 16;
    private static final HexFormat HEX = HexFormat.of();
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final DomainKeys keys;

    /** As many as were ever needed at once, which is not more than there are processors, or so. */
    private final Queue<OwnerCipher> idle = new ConcurrentLinkedQueue<>();

    /**
     * Takes the store of the keys.
     *
     * @param keys where they are, in the form of {@link #KEYS}
     */
    public ArchiveIds(Documents<String> keys) {
        this.keys = new DomainKeys(keys, "AES", BLOCK);
    }

    /** Makes an owner's id of a log's id, which has 16 hexadecimal digits. */
    public String seal(BareJid owner, String logId) {
        ByteBuffer block = ByteBuffer.allocate(BLOCK).putLong(HexFormat.fromHexDigitsToLong(logId));
        return ENCODER.encodeToString(cipher(Cipher.ENCRYPT_MODE, owner, block.array()));
    }

    /** Returns the log's id of an owner's id; empty for a text that never was one. */
    public Optional<String> open(BareJid owner, String id) {
        try {
            byte[] sealed = Base64.getUrlDecoder().decode(id);
            if (sealed.length != BLOCK || !ENCODER.encodeToString(sealed).equals(id)) {
                return Optional.empty();
            }
            ByteBuffer block = ByteBuffer.wrap(cipher(Cipher.DECRYPT_MODE, owner, sealed));
            long logId = block.getLong();
            return block.getLong() == 0 ? Optional.of(HEX.toHexDigits(logId)) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private byte[] cipher(int mode, BareJid owner, byte[] block) {
        Key key = keys.of(owner.domain());
        try {
            OwnerCipher cipher = Objects.requireNonNullElseGet(idle.poll(), OwnerCipher::made);
            byte[] result = cipher.apply(mode, key, owner, block);
            idle.add(cipher);
            return result;
        } catch (GeneralSecurityException never) {
            throw new IllegalStateException("every JDK has AES", never);
        }
    }
}
