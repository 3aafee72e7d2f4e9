package io.stoa.service.mucmam;

import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.archive.Purge;
import io.stoa.archive.Retained;
import io.stoa.bus.Schedule;
import io.stoa.jid.BareJid;
import io.stoa.muc.RoomDirectory;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Removes what rooms have kept for long enough (XEP-0313 §3.2). Thread-safe. */
@Component(service = RoomPurge.class, configurationPid = "io.stoa.service.mucmam", immediate = true)
public final class RoomPurge implements Retained {

    /** Which rooms there are, if anybody knows. */
    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    volatile @Nullable RoomDirectory rooms;

    private final ArchiveSettings settings;
    private final Purge purge;

    /** Begins to look for what is too old. */
    @Activate
    public RoomPurge(
            @Reference(policyOption = GREEDY) RoomArchive store,
            @Reference(policyOption = GREEDY) Schedule schedule,
            RoomMam.Config config) {
        this.settings = ArchiveSettings.of(config);
        this.purge =
                new Purge(
                        store.archive(), this, schedule, Duration.ofMinutes(config.purgeMinutes()));
    }

    /** Looks no further. */
    @Deactivate
    public void end() {
        purge.end();
    }

    @Override
    public List<String> domains() {
        RoomDirectory known = rooms;
        return known == null ? List.of() : known.services();
    }

    @Override
    public List<BareJid> owners(String domain, String after, int limit) {
        RoomDirectory known = rooms;
        return known == null ? List.of() : known.rooms(domain, after, limit);
    }

    @Override
    public Optional<Instant> cutoff(BareJid owner, Instant now) {
        RoomDirectory known = rooms;
        return known == null
                ? Optional.empty()
                : settings.cutoff(known.said(owner, ArchiveSettings.DAYS), now);
    }
}
