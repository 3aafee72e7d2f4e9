package io.stoa.core.lifecycle;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.core.lifecycle.feature.FeatureException;
import io.stoa.core.lifecycle.feature.Jar;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

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
 * Whose bundles may be installed. The distribution's own are held to their hashes; with the policy
 * {@code signed} everything else must be signed, every entry of it, by somebody whose certificate
 * is in the trust store. Thread-safe.
 */
@Component(service = Signatures.class, configurationPid = "io.stoa.core.lifecycle")
@Designate(ocd = Signatures.Config.class)
public final class Signatures {

    /** The configuration. */
    @ObjectClassDefinition(
            name = "Features",
            description = "Which bundles may be installed while the server runs.")
    public @interface Config {

        /** The policy. */
        @AttributeDefinition(
                description =
                        "Whether a bundle that is not the distribution's own is only held to its"
                                + " SHA-256 (pinned), or must be signed as well (signed).",
                options = {@Option("pinned"), @Option("signed")})
        String policy() default "pinned";

        /** The trust store. */
        @AttributeDefinition(
                description =
                        "The key store (PKCS#12) with the certificates of those whose bundles are"
                                + " trusted, as a path in the data directory.")
        String truststore() default "trust.p12";

        /** The password of the trust store. */
        @AttributeDefinition(
                description =
                        "The password of the trust store; it only protects against damage, for"
                                + " certificates are no secrets.")
        String truststore_password() default "changeit";
    }

    private final Config config;
    private final Boot boot;

    /** Takes the configuration. */
    @Activate
    public Signatures(Config config, @Reference(policyOption = GREEDY) Boot boot) {
        this.config = config;
        this.boot = boot;
    }

    /**
     * Refuses what may not be installed.
     *
     * @throws FeatureException with the reason
     */
    void check(Jar jar) {
        if (config.policy().toLowerCase(Locale.ROOT).equals("signed")
                && !boot.store().isShipped(jar)) {
            complaint(jar.file(), trusted())
                    .ifPresent(
                            it -> {
                                throw new FeatureException(
                                        jar.file().getFileName()
                                                + " is refused: "
                                                + it
                                                + "; io.stoa.core.lifecycle:policy is signed");
                            });
        }
    }

    private Set<Certificate> trusted() {
        Path file = boot.store().data().resolve(config.truststore());
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, config.truststore_password().toCharArray());
            Set<Certificate> trusted = new HashSet<>();
            for (String alias : Collections.list(store.aliases())) {
                Optional.ofNullable(store.getCertificate(alias)).ifPresent(trusted::add);
            }
            return trusted;
        } catch (IOException | GeneralSecurityException failure) {
            throw new FeatureException(
                    "the trust store "
                            + file
                            + " cannot be read ("
                            + failure
                            + "); make it with keytool -importcert -storetype PKCS12 -keystore "
                            + file,
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
