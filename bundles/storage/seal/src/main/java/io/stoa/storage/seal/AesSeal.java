package io.stoa.storage.seal;

import io.stoa.storage.Seal;
import io.stoa.storage.StorageException;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals with AES-256 in GCM (NIST SP 800-38D): a nonce that is drawn anew each time, then the
 * secret with its tag of 128 bits; the purpose is authenticated with it. In base64, behind the
 * version of this form. Thread-safe.
 */
@Component(configurationPid = "io.stoa.storage.seal")
@Designate(ocd = AesSeal.Config.class)
public final class AesSeal implements Seal {

    /** The configuration. */
    @ObjectClassDefinition(
            name = "Seal",
            description = "How secrets that have to be known again are kept.")
    public @interface Config {

        /** The file of the key. */
        @AttributeDefinition(
                required = false,
                description =
                        "The file of the key, made at the first start with mode 0600. Keep a copy"
                            + " of it apart from the backups of the database: without it nothing"
                            + " sealed opens. Empty means a key that is forgotten at the end.")
        String keyFile() default "${stoa.data}/seal.key";
    }

    private static final String FORM = "1:";
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY = 32;

    private final SecureRandom random = new SecureRandom();
    private final SecretKeySpec key;

    /** Reads the key, or makes one. */
    @Activate
    public AesSeal(Config config) {
        this.key = new SecretKeySpec(key(config.keyFile()), "AES");
    }

    private byte[] key(String file) {
        if (!file.isEmpty()) {
            return new KeyFile(Path.of(file)).key();
        }
        byte[] fresh = new byte[KEY];
        random.nextBytes(fresh);
        return fresh;
    }

    @Override
    public String seal(String purpose, String secret) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            byte[] text = secret.getBytes(StandardCharsets.UTF_8);
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, purpose).doFinal(text);
            byte[] all = new byte[NONCE + sealed.length];
            System.arraycopy(nonce, 0, all, 0, NONCE);
            System.arraycopy(sealed, 0, all, NONCE, sealed.length);
            return FORM + Base64.getEncoder().encodeToString(all);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public String open(String purpose, String sealed) {
        try {
            if (!sealed.startsWith(FORM)) {
                throw new IllegalArgumentException("another form");
            }
            byte[] all = Base64.getDecoder().decode(sealed.substring(FORM.length()));
            byte[] nonce = new byte[NONCE];
            System.arraycopy(all, 0, nonce, 0, Math.min(NONCE, all.length));
            byte[] text =
                    cipher(Cipher.DECRYPT_MODE, nonce, purpose)
                            .doFinal(all, NONCE, Math.max(0, all.length - NONCE));
            return new String(text, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException wrong) {
            throw new StorageException(
                    "a sealed secret does not open ("
                            + purpose
                            + "): io.stoa.storage.seal:keyFile is not the key it was sealed with",
                    wrong);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String purpose) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
