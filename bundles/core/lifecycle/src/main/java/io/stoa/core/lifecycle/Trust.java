package io.stoa.core.lifecycle;

import io.stoa.core.lifecycle.feature.FeatureException;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSigner;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Whose bundles may run besides the distribution's own, which are held to their hashes. With the
 * policy {@code signed} a jar must be signed, every entry of it, by somebody whose certificate is
 * in the trust store. Immutable.
 *
 * @param policy {@code pinned} or {@code signed}; what is neither is as strict as {@code signed}
 * @param store the trust store
 * @param password its password
 */
record Trust(String policy, Path store, String password) {

    private static final String PINNED = "pinned";

    /** Says why a jar that is not the distribution's may not run. */
    Optional<String> complaint(Path jar) {
        if (policy.strip().toLowerCase(Locale.ROOT).equals(PINNED)) {
            return Optional.empty();
        }
        return complaint(jar, trusted())
                .map(
                        it ->
                                jar.getFileName()
                                        + " is refused: "
                                        + it
                                        + "; io.stoa.core.lifecycle:policy is "
                                        + policy);
    }

    private Set<Certificate> trusted() {
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, password.toCharArray());
            Set<Certificate> trusted = new HashSet<>();
            for (String alias : Collections.list(keys.aliases())) {
                Optional.ofNullable(keys.getCertificate(alias)).ifPresent(trusted::add);
            }
            return trusted;
        } catch (IOException | GeneralSecurityException failure) {
            throw new FeatureException(
                    "the trust store "
                            + store
                            + " cannot be read ("
                            + failure
                            + "); make it with keytool -importcert -storetype PKCS12 -keystore "
                            + store,
                    failure);
        }
    }

    /** Says what is wrong with the signature of a jar. */
    static Optional<String> complaint(Path file, Set<Certificate> trusted) {
        try (JarFile jar = new JarFile(file.toFile(), true)) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                if (!entry.isDirectory() && !isOfTheSignature(entry.getName())) {
                    jar.getInputStream(entry).transferTo(OutputStream.nullOutputStream());
                    if (!isTrusted(entry.getCodeSigners(), trusted)) {
                        return Optional.of(
                                entry.getName()
                                        + " is not signed by anybody in the trust store; sign the"
                                        + " jar with jarsigner");
                    }
                }
            }
            return Optional.empty();
        } catch (IOException | SecurityException failure) {
            return Optional.of("its signature does not hold (" + failure.getMessage() + ")");
        }
    }

    private static boolean isOfTheSignature(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return upper.startsWith("META-INF/")
                && (upper.equals("META-INF/MANIFEST.MF")
                        || List.of(".SF", ".RSA", ".DSA", ".EC").stream()
                                .anyMatch(upper::endsWith));
    }

    private static boolean isTrusted(CodeSigner[] signers, Set<Certificate> trusted) {
        return signers != null
                && Arrays.stream(signers)
                        .flatMap(it -> it.getSignerCertPath().getCertificates().stream())
                        .anyMatch(trusted::contains);
    }
}
