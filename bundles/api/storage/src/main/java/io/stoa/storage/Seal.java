package io.stoa.storage;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Seals secrets that have to be known again, such as a password at another network, so that whoever
 * reads the database without the server's key learns nothing. Passwords that are only compared are
 * hashed instead. Thread-safe; does not block.
 */
@ProviderType
public interface Seal {

    /**
     * Seals a secret.
     *
     * @param purpose whose secret it is and what for; a sealed text opens for no other
     * @param secret the secret
     * @return text that may be stored
     */
    String seal(String purpose, String secret);

    /**
     * Opens what was sealed.
     *
     * @throws StorageException when it was sealed with another key, for another purpose, or was
     *     changed
     */
    String open(String purpose, String sealed);
}
