package io.stoa.core.lifecycle;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

import java.nio.file.Path;
import java.util.Map;

/** What is configured: whose bundles may run, and what is kept. Thread-safe. */
@Component(service = Rules.class, configurationPid = Rules.PID)
@Designate(ocd = Rules.Config.class)
public final class Rules {

    static final String PID = "io.stoa.core.lifecycle";
    private static final String POLICY = "pinned";
    private static final String STORE = "trust.p12";
    private static final String PASSWORD = "changeit";

    /** The configuration. */
    @ObjectClassDefinition(
            name = "Features",
            description = "Which bundles may run, and what is kept of earlier ones.")
    public @interface Config {

        /** The policy. */
        @AttributeDefinition(
                description =
                        "Whether a bundle that is not the distribution's own is only held to its"
                                + " SHA-256 (pinned), or must be signed as well (signed). It is"
                                + " asked before every change, and at every start.",
                options = {@Option("pinned"), @Option("signed")})
        String policy() default POLICY;

        /** The trust store. */
        @AttributeDefinition(
                description =
                        "The key store (PKCS#12) with the certificates of those whose bundles are"
                                + " trusted, as a path in the data directory.")
        String truststore() default STORE;

        /** The password of the trust store. */
        @AttributeDefinition(
                description =
                        "The password of the trust store; it only protects against damage, for"
                                + " certificates are no secrets.")
        String truststore_password() default PASSWORD;

        /** How many versions are kept. */
        @AttributeDefinition(
                min = "1",
                description =
                        "How many versions of a feature that was installed or updated are kept, the"
                                + " newest first; besides them the ones that run, that feature"
                                + " rollback or that undoing the last change needs.")
        int versions() default 5;

        /** How many changes are kept. */
        @AttributeDefinition(
                min = "1",
                description =
                        "How many changes feature history remembers; older ones are forgotten.")
        int changes() default 1000;
    }

    private volatile Config config;

    /** Takes the configuration. */
    @Activate
    public Rules(Config config) {
        this.config = config;
    }

    /** Takes another configuration. */
    @Modified
    public void modified(Config changed) {
        config = changed;
    }

    /** Returns who is trusted. */
    Trust trust(Path data) {
        Config now = config;
        return new Trust(now.policy(), data.resolve(now.truststore()), now.truststore_password());
    }

    /** Returns how many versions of a feature are kept. */
    int versions() {
        return Math.max(1, config.versions());
    }

    /** Returns how many changes are kept. */
    int changes() {
        return Math.max(1, config.changes());
    }

    /** Returns who is trusted by a configuration that no component has yet. */
    static Trust trust(Map<String, Object> said, Path data) {
        return new Trust(
                said.getOrDefault("policy", POLICY).toString(),
                data.resolve(said.getOrDefault("truststore", STORE).toString()),
                said.getOrDefault("truststore.password", PASSWORD).toString());
    }
}
