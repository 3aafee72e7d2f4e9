package io.stoa.negotiation.sasl;

import io.stoa.auth.SaslStream;
import io.stoa.jid.BareJid;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What may be tried, and how often. Failures are counted by network and by account, known or not;
 * who has failed too often is told {@code temporary-auth-failure} before anything is verified, and
 * waits twice as long after each further failure. So that nobody can be locked out by others, an
 * account's count does not matter on a network from which it has logged in lately. Thread-safe.
 */
@Component(configurationPid = "io.stoa.negotiation.sasl", service = LoginPolicy.class)
@Designate(ocd = LoginPolicy.Config.class)
public final class LoginPolicy {

    /** The configuration. */
    @ObjectClassDefinition(
            name = "SASL",
            description = "How clients authenticate, and how guessing is slowed (RFC 6120 §6).")
    public @interface Config {

        /** Whether clear streams will do. */
        @AttributeDefinition(
                description =
                        "Whether clients may authenticate on a stream without TLS, by any"
                                + " mechanism, PLAIN among them. Only for a laboratory.")
        boolean plaintext() default false;

        /** What is offered. */
        @AttributeDefinition(
                description =
                        "The mechanisms that are offered where they are possible; the order plays"
                                + " no part, the strongest is always shown first (RFC 6120"
                                + " §6.3.3).")
        String[] mechanisms() default {
            "SCRAM-SHA-512-PLUS",
            "SCRAM-SHA-256-PLUS",
            "SCRAM-SHA-1-PLUS",
            "SCRAM-SHA-512",
            "SCRAM-SHA-256",
            "SCRAM-SHA-1",
            "PLAIN"
        };

        /** The limit for a stream. */
        @AttributeDefinition(
                description =
                        "How often a client may fail on one stream; then it is closed with"
                                + " policy-violation (RFC 6120 §6.4.5).")
        int attempts() default 5;

        /** The limit for a network. */
        @AttributeDefinition(
                description =
                        "How many failures one IPv4 address or IPv6 /64 network has free; then it"
                                + " must wait. 0 turns the limit off.")
        int guessesPerAddress() default 30;

        /** The limit for an account. */
        @AttributeDefinition(
                description =
                        "How many failures one account has free, from networks where it has not"
                                + " logged in lately; then they must wait. 0 turns the limit off.")
        int guessesPerAccount() default 10;

        /** The first pause. */
        @AttributeDefinition(
                description =
                        "How many seconds the first wait lasts; each further failure doubles it.")
        int firstPause() default 2;

        /** The longest pause. */
        @AttributeDefinition(description = "How many seconds a wait lasts at most.")
        int longestPause() default 900;

        /** When failures are forgotten. */
        @AttributeDefinition(
                description = "After how many seconds without another failure all is forgotten.")
        int forget() default 3600;

        /** The limit on memory. */
        @AttributeDefinition(
                description =
                        "How many networks, and how many accounts, are remembered; beyond that the"
                                + " least recently seen are forgotten.")
        int remembered() default 10_000;
    }

    private static final Logger LOG = LoggerFactory.getLogger(LoginPolicy.class);

    private final boolean plaintext;
    private final Set<String> mechanisms;
    private final int attempts;
    private final InstantSource clock;
    private final Optional<Tally> networks;
    private final Optional<Tally> accounts;
    private final RecentKeys familiar;

    /** Reads the configuration. */
    @Activate
    public LoginPolicy(Config config) {
        this(config, InstantSource.system());
    }

    LoginPolicy(Config config, InstantSource clock) {
        this.plaintext = config.plaintext();
        this.mechanisms = Set.copyOf(List.of(config.mechanisms()));
        this.attempts = config.attempts();
        this.clock = clock;
        this.networks = tally(config, config.guessesPerAddress());
        this.accounts = tally(config, config.guessesPerAccount());
        this.familiar = new RecentKeys(config.remembered());
    }

    private static Optional<Tally> tally(Config config, int free) {
        return free <= 0
                ? Optional.empty()
                : Optional.of(
                        new Tally(
                                new Tally.Rule(
                                        free,
                                        Duration.ofSeconds(config.firstPause()),
                                        Duration.ofSeconds(config.longestPause()),
                                        Duration.ofSeconds(config.forget())),
                                config.remembered()));
    }

    /** Tells whether a mechanism may be used on a stream. */
    public boolean allows(String mechanism, SaslStream stream) {
        return (stream.secured() || plaintext) && mechanisms.contains(mechanism);
    }

    /** How often a client may fail on one stream. */
    int attempts() {
        return attempts;
    }

    /** Tells whether a guess has to wait. */
    public boolean barred(String peer, BareJid account) {
        String network = PeerNetwork.of(peer);
        Instant now = clock.instant();
        boolean guessed = accounts.filter(it -> it.barred(account.toString(), now)).isPresent();
        return networks.filter(it -> it.barred(network, now)).isPresent()
                || (guessed && !familiar.contains(pair(network, account)));
    }

    /** Counts a failure. */
    public void failed(String peer, BareJid account) {
        String network = PeerNetwork.of(peer);
        Instant now = clock.instant();
        LOG.debug("a log-in failed for {} from {}", account, peer);
        if (networks.filter(it -> it.failed(network, now)).isPresent()) {
            LOG.info("many log-ins have failed from {}: it has to wait", peer);
        }
        if (accounts.filter(it -> it.failed(account.toString(), now)).isPresent()) {
            LOG.info("many log-ins have failed for {}: it has to wait", account);
        }
    }

    /** Takes notice of a success. */
    public void succeeded(String peer, BareJid account) {
        familiar.add(pair(PeerNetwork.of(peer), account));
    }

    private static String pair(String network, BareJid account) {
        return network + ' ' + account;
    }
}
