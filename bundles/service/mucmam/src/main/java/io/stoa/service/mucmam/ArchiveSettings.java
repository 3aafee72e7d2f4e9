package io.stoa.service.mucmam;

import io.stoa.muc.RoomView;
import io.stoa.stanza.FieldType;
import io.stoa.stanza.FormField;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the service and a room's owner have said about its archive. Immutable.
 *
 * @param archives whether rooms are archived whose owner has said nothing
 * @param days for how many days messages are kept at most; 0 for ever
 */
record ArchiveSettings(boolean archives, int days) {

    /** Whether the room is archived. */
    static final String ARCHIVES = "muc#roomconfig_enablearchiving";

    /** For how many days. */
    static final String DAYS = "x-stoa-archivedays";

    static final int MOST_DAYS = 36_500;

    static ArchiveSettings of(RoomMam.Config config) {
        return new ArchiveSettings(config.archive(), config.days());
    }

    /** Returns the fields of a room's configuration with the defaults. */
    List<FormField> fields() {
        return List.of(
                FormField.of(FieldType.BOOLEAN, ARCHIVES, archives ? "1" : "0")
                        .labelled("Messages are kept, and found again by who may enter"),
                FormField.of(FieldType.TEXT_SINGLE, DAYS, "")
                        .labelled("For how many days; nothing: as long as the service keeps them"));
    }

    /** Tells whether a room is archived. */
    boolean archives(RoomView room) {
        return archives(room.setting(ARCHIVES));
    }

    boolean archives(List<String> said) {
        return said.isEmpty() ? archives : said.getFirst().equals("1");
    }

    /** Returns for how many days messages are kept: no longer than the service keeps any. */
    int days(List<String> said) {
        int wish = said.stream().findFirst().flatMap(ArchiveSettings::number).orElse(0);
        if (wish == 0 || days == 0) {
            return Math.max(wish, days);
        }
        return Math.min(wish, days);
    }

    /** Returns the moment before which messages are too old; empty for never. */
    Optional<Instant> cutoff(List<String> said, Instant now) {
        int kept = days(said);
        return kept > 0 ? Optional.of(now.minus(Duration.ofDays(kept))) : Optional.empty();
    }

    /** Reads a number of days; empty for what is none. */
    static Optional<Integer> number(String text) {
        return text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= MOST_DAYS
                ? Optional.of(Integer.parseInt(text))
                : Optional.empty();
    }

    /** Says a number of days in words. */
    static String text(int days) {
        return switch (days) {
            case 0 -> "for ever";
            case 1 -> "for 1 day";
            default -> "for " + days + " days";
        };
    }
}
