package io.stoa.service.mucmam;

import io.stoa.archive.ArchiveQuery;
import io.stoa.archive.Retraction;
import io.stoa.muc.RoomInfo;
import io.stoa.muc.RoomOptions;
import io.stoa.muc.RoomView;
import io.stoa.stanza.FormField;
import io.stoa.stanza.ResultSet;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

import java.util.List;
import java.util.Optional;

/** Lets owners say whether their room is archived, and rooms tell it. Thread-safe. */
@Component(configurationPid = "io.stoa.service.mucmam")
public final class ArchiveOptions implements RoomOptions, RoomInfo {

    private static final List<String> FEATURES =
            List.of(
                    ArchiveQuery.NAMESPACE,
                    ArchiveQuery.NAMESPACE + "#extended",
                    ArchiveQuery.NAMESPACE + "#groupchat-field",
                    ResultSet.NAMESPACE,
                    Retraction.NAMESPACE,
                    Retraction.NAMESPACE + "#tombstone");

    private final ArchiveSettings settings;

    /** Takes the defaults. */
    @Activate
    public ArchiveOptions(RoomMam.Config config) {
        this.settings = ArchiveSettings.of(config);
    }

    @Override
    public List<FormField> fields() {
        return settings.fields();
    }

    @Override
    public Optional<String> trouble(FormField submitted) {
        boolean fits =
                !submitted.name().equals(ArchiveSettings.DAYS)
                        || submitted.value().isEmpty()
                        || ArchiveSettings.number(submitted.value()).isPresent();
        return fits
                ? Optional.empty()
                : Optional.of("is a number of days, at most " + ArchiveSettings.MOST_DAYS);
    }

    @Override
    public List<String> features(RoomView room) {
        return settings.archives(room) ? FEATURES : List.of();
    }

    @Override
    public boolean logged(RoomView room) {
        return settings.archives(room);
    }
}
