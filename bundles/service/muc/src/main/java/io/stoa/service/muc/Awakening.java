package io.stoa.service.muc;

import io.stoa.bus.Schedule;
import io.stoa.jid.BareJid;
import io.stoa.service.muc.room.House;
import io.stoa.storage.StorageException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * After a restart: finds out at once who was in rooms, and wakes the rooms in which somebody of
 * elsewhere was, who does not come back, so that everybody learns of that. Thread-safe.
 */
final class Awakening {

    private static final Logger LOG = LoggerFactory.getLogger(Awakening.class);

    /** The stanza path knows this service a moment after it begins. */
    private static final Duration AGAIN = Duration.ofSeconds(1);

    /** Then whoever comes into the room wakes it. */
    private static final int TRIES = 30;

    private final Supplier<House> house;
    private volatile Optional<Schedule.Job> job = Optional.empty();
    private volatile boolean stopped;
    private int tries;

    Awakening(Supplier<House> house) {
        this.house = house;
    }

    void begin() {
        job = Optional.of(house.get().schedule().after(Duration.ZERO, this::run));
    }

    private void run() {
        House now = house.get();
        try {
            List<BareJid> asleep = now.asleep();
            if (tries > 0) {
                for (BareJid room : asleep) {
                    now.bus().send(Goodbye.lookAround(room, now.host(room.domain())));
                }
            }
            tries++;
            if (!asleep.isEmpty() && tries < TRIES) {
                again();
            }
        } catch (StorageException failure) {
            LOG.debug("who was in rooms is not known yet", failure);
            again();
        }
    }

    private void again() {
        if (!stopped) {
            job = Optional.of(house.get().schedule().after(AGAIN, this::run));
        }
    }

    void stop() {
        stopped = true;
        job.ifPresent(Schedule.Job::cancel);
    }
}
