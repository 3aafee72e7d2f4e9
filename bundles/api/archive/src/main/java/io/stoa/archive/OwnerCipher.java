package io.stoa.archive;

import io.stoa.jid.BareJid;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;

/**
 * One block of AES in CBC with the owner as its vector: the same block differs between two. Finding
 * a cipher takes the JDK longer than enciphering, and a page is of one owner: so a cipher is kept,
 * and set up anew only for another owner. Not thread-safe.
 */
final class OwnerCipher {

    private static final int BLOCK = 16;

    private record Setup(int mode, Key key, BareJid owner) {}

    private final Cipher cipher;
    private final MessageDigest digest;
    private Optional<Setup> present = Optional.empty();

    private OwnerCipher() throws GeneralSecurityException {
        this.cipher = Cipher.getInstance("AES/CBC/NoPadding");
        this.digest = MessageDigest.getInstance("SHA-256");
    }

    static OwnerCipher made() {
        try {
            return new OwnerCipher();
        } catch (GeneralSecurityException never) {
            throw new IllegalStateException("every JDK has AES and SHA-256", never);
        }
    }

    byte[] apply(int mode, Key key, BareJid owner, byte[] block) throws GeneralSecurityException {
        boolean ready =
                present.filter(it -> it.mode() == mode)
                        .filter(it -> it.owner().equals(owner))
                        .filter(it -> Objects.equals(it.key(), key))
                        .isPresent();
        if (!ready) {
            present = Optional.empty();
            cipher.init(mode, key, vector(owner));
            present = Optional.of(new Setup(mode, key, owner));
        }
        // leaves the cipher as it was set up
        return cipher.doFinal(block);
    }

    private IvParameterSpec vector(BareJid owner) {
        byte[] hash = digest.digest(owner.toString().getBytes(StandardCharsets.UTF_8));
        return new IvParameterSpec(Arrays.copyOf(hash, BLOCK));
    }
}
