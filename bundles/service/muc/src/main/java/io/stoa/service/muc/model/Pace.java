package io.stoa.service.muc.model;

import java.time.Duration;
import java.time.Instant;

/**
 * How fast an occupant may do something. Not thread-safe.
 *
 * @param messages for what it says
 * @param nicks for the nicknames it takes
 */
public record Pace(Bucket messages, Bucket nicks) {

    /** Makes full buckets. */
    public static Pace of(Limits limits, Instant now) {
        return new Pace(
                new Bucket(2 * limits.messagesPerSecond(), Duration.ofSeconds(2), now),
                new Bucket(limits.nicksPerMinute(), Duration.ofMinutes(1), now));
    }
}
