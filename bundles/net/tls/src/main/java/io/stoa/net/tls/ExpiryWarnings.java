package io.stoa.net.tls;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Says in the log that a certificate will expire, once a day. Thread-safe. */
final class ExpiryWarnings {

    private static final Logger LOG = LoggerFactory.getLogger(ExpiryWarnings.class);
    private static final Duration PAUSE = Duration.ofDays(1);

    private final Map<String, Instant> warned = new ConcurrentHashMap<>();
    private final Duration before;

    ExpiryWarnings(Duration before) {
        this.before = before;
    }

    /**
     * Looks at a certificate.
     *
     * @return whether there was reason to warn, and it was not done today
     */
    boolean check(String domain, Certificate certificate, Instant now) {
        Instant expires = certificate.expires();
        Instant last = warned.getOrDefault(domain, Instant.MIN);
        if (expires.minus(before).isAfter(now) || now.isBefore(next(last))) {
            return false;
        }
        warned.put(domain, now);
        if (expires.isAfter(now)) {
            LOG.warn(
                    "the certificate of {} expires in {} days, at {}",
                    domain,
                    Duration.between(now, expires).toDays(),
                    expires);
        } else {
            LOG.error("the certificate of {} has expired, at {}", domain, expires);
        }
        return true;
    }

    private static Instant next(Instant last) {
        return last.equals(Instant.MIN) ? last : last.plus(PAUSE);
    }
}
