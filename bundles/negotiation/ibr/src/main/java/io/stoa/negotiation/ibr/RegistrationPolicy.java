package io.stoa.negotiation.ibr;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What may be done in band. Thread-safe. */
@Component(configurationPid = "io.stoa.negotiation.ibr", service = RegistrationPolicy.class)
@Designate(ocd = RegistrationPolicy.Config.class)
public final class RegistrationPolicy {

    /** The configuration. */
    @ObjectClassDefinition(
            name = "In-band registration",
            description = "Who may make, change and cancel accounts in band (XEP-0077).")
    public @interface Config {

        /** Whether strangers may register. */
        @AttributeDefinition(
                description =
                        "Whether strangers may make an account, and people cancel theirs. Open"
                                + " registration invites spammers.")
        boolean enabled() default false;

        /** Whether people may change their password. */
        @AttributeDefinition(
                description =
                        "Whether people who are logged in may change their own password (XEP-0077"
                                + " §3.3).")
        boolean passwordChange() default true;

        /** Whether clear streams will do. */
        @AttributeDefinition(
                description =
                        "Whether passwords may be set on a stream without TLS. Only for a"
                                + " laboratory.")
        boolean plaintext() default false;

        /** The limit for a network. */
        @AttributeDefinition(
                description =
                        "How many registrations one IPv4 address or IPv6 /64 network may try in an"
                                + " hour; more are refused with resource-constraint. 0 means no"
                                + " limit.")
        int perHour() default 5;

        /** The limit on memory. */
        @AttributeDefinition(
                description =
                        "How many networks are remembered; beyond that the least recently seen are"
                                + " forgotten.")
        int remembered() default 10_000;

        /** What nobody may take. */
        @AttributeDefinition(
                description =
                        "Names that cannot be registered, for people would trust them; they are"
                                + " refused with not-acceptable.")
        String[] reserved() default {
            "abuse",
            "admin",
            "administrator",
            "hostmaster",
            "info",
            "noreply",
            "postmaster",
            "root",
            "security",
            "support",
            "webmaster",
            "xmpp"
        };
    }

    private final Config config;
    private final Set<String> reserved;
    private final HourlyLimit limit;

    /** Reads the configuration. */
    @Activate
    public RegistrationPolicy(Config config) {
        this(config, InstantSource.system());
    }

    RegistrationPolicy(Config config, InstantSource clock) {
        this.config = config;
        this.reserved =
                Arrays.stream(config.reserved())
                        .map(name -> name.strip().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet());
        this.limit = new HourlyLimit(config.perHour(), config.remembered(), clock);
    }

    boolean registration() {
        return config.enabled();
    }

    boolean passwordChange() {
        return config.passwordChange();
    }

    /** Whether a stream is safe enough for a password. */
    boolean safe(boolean encrypted) {
        return encrypted || config.plaintext();
    }

    boolean reserved(String localpart) {
        return reserved.contains(localpart);
    }

    /** Counts a registration that somebody tries; false when it is one too many. */
    boolean permits(String peer) {
        return limit.permits(PeerNetwork.of(peer));
    }
}
