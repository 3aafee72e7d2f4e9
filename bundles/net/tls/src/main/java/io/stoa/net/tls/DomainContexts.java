package io.stoa.net.tls;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.bus.Domains;
import io.stoa.bus.Schedule;
import io.stoa.stream.TlsContexts;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

import javax.net.ssl.SSLContext;

/**
 * The TLS contexts of the domains that are served. Thread-safe: what is offered is an immutable map
 * that is replaced as a whole when a file changes; streams that are under way keep what they have.
 */
@Component(
        configurationPid = "io.stoa.net.tls",
        service = {TlsContexts.class, DomainContexts.class})
@Designate(ocd = DomainContexts.Config.class)
public final class DomainContexts implements TlsContexts {

    /** The configuration. */
    @ObjectClassDefinition(
            name = "TLS",
            description = "The certificates of this server (RFC 6120 §13.7, RFC 7590).")
    public @interface Config {

        /** Where the files are. */
        @AttributeDefinition(
                description =
                        "The directory with a file DOMAIN.crt (the chain, PEM) and a file"
                                + " DOMAIN.key (PKCS#8 without a password, PEM) for each domain.")
        String directory() default "${stoa.data}/certificates";

        /** Whether certificates are made. */
        @AttributeDefinition(
                description =
                        "Whether a domain without files gets a self-signed certificate; if not, TLS"
                                + " is not offered for it.")
        boolean selfSigned() default true;

        /** How long they are good. */
        @AttributeDefinition(
                description =
                        "How many days a self-signed certificate is good; long, because people pin"
                                + " it.")
        int selfSignedDays() default 3650;

        /** How often files are looked at. */
        @AttributeDefinition(
                description =
                        "How many seconds pass between two looks at the files; what has changed is"
                                + " used for new connections. 0 looks only when told to, by"
                                + " certificate reload.")
        int checkSeconds() default 60;

        /** When to warn. */
        @AttributeDefinition(
                description =
                        "How many days before a certificate expires the log begins to warn, once a"
                                + " day.")
        int warnDays() default 30;
    }

    /** What is known of a domain: the files as last seen, and what they gave, if they did. */
    record Slot(PemFiles.Stamp stamp, Optional<Offer> offer) {}

    /** A certificate in use. */
    record Offer(Certificate certificate, SSLContext context) {}

    private record Known(Map<String, Slot> slots, Optional<SSLContext> bySni) {}

    private static final Logger LOG = LoggerFactory.getLogger(DomainContexts.class);

    private final ReentrantLock refreshing = new ReentrantLock();
    private final Domains domains;
    private final InstantSource clock;
    private final PemFiles files;
    private final ExpiryWarnings expiry;
    private final Optional<Duration> selfSigned;
    private final Optional<Schedule.Job> watch;
    private volatile Known known = new Known(Map.of(), Optional.empty());

    /** Reads or makes the certificates, and begins to watch the files. */
    @Activate
    public DomainContexts(
            @Reference(policyOption = GREEDY) Domains domains,
            @Reference(policyOption = GREEDY) Schedule schedule,
            Config config) {
        this(domains, schedule, config, InstantSource.system());
    }

    DomainContexts(Domains domains, Schedule schedule, Config config, InstantSource clock) {
        this.domains = domains;
        this.clock = clock;
        this.files = new PemFiles(Path.of(config.directory()));
        this.expiry = new ExpiryWarnings(Duration.ofDays(config.warnDays()));
        this.selfSigned =
                config.selfSigned()
                        ? Optional.of(Duration.ofDays(config.selfSignedDays()))
                        : Optional.empty();
        refresh();
        this.watch =
                config.checkSeconds() > 0
                        ? Optional.of(
                                schedule.every(
                                        Duration.ofSeconds(config.checkSeconds()), this::refresh))
                        : Optional.empty();
    }

    /** Stops watching. */
    @Deactivate
    public void stop() {
        watch.ifPresent(Schedule.Job::cancel);
    }

    @Override
    public Optional<SSLContext> of(String domain) {
        return domain.isEmpty() ? known.bySni() : offer(domain).map(Offer::context);
    }

    /** The certificate in use for a domain. */
    Optional<Certificate> certificate(String domain) {
        return offer(domain).map(Offer::certificate);
    }

    private Optional<Offer> offer(String domain) {
        return Optional.ofNullable(known.slots().get(domain)).flatMap(Slot::offer);
    }

    /** What is known of each domain, in the order of the configuration. */
    Map<String, Slot> slots() {
        return known.slots();
    }

    PemFiles files() {
        return files;
    }

    /**
     * Looks at the files and takes what has changed.
     *
     * @return how many certificates are new
     */
    int refresh() {
        refreshing.lock();
        try {
            Map<String, Slot> before = known.slots();
            Map<String, Slot> slots = new LinkedHashMap<>();
            domains.all().forEach(domain -> slots.put(domain, look(domain, before.get(domain))));
            slots.forEach(
                    (domain, slot) ->
                            slot.offer()
                                    .ifPresent(
                                            it ->
                                                    expiry.check(
                                                            domain,
                                                            it.certificate(),
                                                            clock.instant())));
            if (!slots.equals(before)) {
                known = new Known(slots, bySni(slots));
            }
            return (int)
                    slots.entrySet().stream()
                            .filter(it -> isNew(it.getValue(), before.get(it.getKey())))
                            .count();
        } finally {
            refreshing.unlock();
        }
    }

    private static boolean isNew(Slot slot, @Nullable Slot before) {
        return slot.offer().isPresent() && (before == null || !slot.offer().equals(before.offer()));
    }

    private Slot look(String domain, @Nullable Slot before) {
        PemFiles.Stamp stamp = new PemFiles.Stamp("", "");
        try {
            stamp = files.stamp(domain);
            if (before != null && before.stamp().equals(stamp)) {
                return before;
            }
            if (stamp.missing() && selfSigned.isPresent()) {
                make(domain, selfSigned.get());
                stamp = files.stamp(domain);
            }
            if (stamp.missing()) {
                LOG.warn("{} has no certificate: TLS is not offered for it", domain);
                return new Slot(stamp, Optional.empty());
            }
            return new Slot(stamp, Optional.of(read(domain)));
        } catch (IOException | GeneralSecurityException failure) {
            LOG.error(
                    "{} or its key cannot be used: {}",
                    files.certificate(domain),
                    failure.getMessage());
            return new Slot(stamp, before == null ? Optional.empty() : before.offer());
        }
    }

    private void make(String domain, Duration validity)
            throws IOException, GeneralSecurityException {
        Certificate made = SelfSigned.make(domain, clock.instant(), validity);
        files.write(domain, made);
        LOG.info(
                "made a self-signed certificate for {}: {} (SHA-256 {})",
                domain,
                files.certificate(domain),
                made.fingerprint());
    }

    private Offer read(String domain) throws IOException, GeneralSecurityException {
        Certificate certificate = files.read(domain);
        String host = PemFiles.ascii(domain);
        if (!IpAddress.is(domain) && !certificate.covers(host)) {
            LOG.warn(
                    "{} is for {}, not for {}: clients will refuse it",
                    files.certificate(domain),
                    certificate.names(),
                    host);
        }
        return new Offer(certificate, ModernTls.of(DomainKeys.of(host, certificate)));
    }

    /** The context that chooses by SNI; without, it takes the first domain that has one. */
    private static Optional<SSLContext> bySni(Map<String, Slot> slots) {
        Map<String, Certificate> byHost = new LinkedHashMap<>();
        slots.forEach(
                (domain, slot) ->
                        slot.offer()
                                .ifPresent(
                                        it ->
                                                byHost.put(
                                                        PemFiles.ascii(domain), it.certificate())));
        if (byHost.isEmpty()) {
            return Optional.empty();
        }
        try {
            String first = byHost.keySet().iterator().next();
            return Optional.of(ModernTls.of(new DomainKeys(byHost, first)));
        } catch (GeneralSecurityException failure) {
            LOG.error("direct TLS is not offered: {}", failure.toString());
            return Optional.empty();
        }
    }
}
