package io.stoa.service.muc;

import io.stoa.service.muc.model.Fields;
import io.stoa.service.muc.model.Limits;
import io.stoa.stanza.FormField;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The configuration as values. Stateless. */
final class Settled {

    private Settled() {}

    /**
     * The limits.
     *
     * @throws IllegalArgumentException for one that is negative
     */
    static Limits limits(MucService.Config config) {
        return new Limits(
                least(0, "roomsPerAccount", config.roomsPerAccount()),
                least(1, "roomsPerSession", config.roomsPerSession()),
                least(1, "occupants", config.occupants()),
                least(0, "reserve", config.reserve()),
                least(1, "nickLength", config.nickLength()),
                least(0, "nicksPerMinute", config.nicksPerMinute()),
                least(0, "messagesPerSecond", config.messagesPerSecond()),
                least(0, "history", config.history()),
                least(0, "historyBytes", config.historyBytes()),
                least(1, "affiliations", config.affiliations()),
                least(0, "textLength", config.textLength()),
                least(1, "formValues", config.formValues()),
                least(1, "itemsPerRequest", config.itemsPerRequest()),
                least(1, "listed", config.listed()));
    }

    private static int least(int limit, String name, int value) {
        if (value < limit) {
            throw new IllegalArgumentException(name + " is at least " + limit + ", not " + value);
        }
        return value;
    }

    /**
     * The fields of a room's configuration with this server's defaults.
     *
     * @param defaults {@code field=value}
     * @throws IllegalArgumentException for a field that there is not
     */
    static List<FormField> fields(List<String> defaults) {
        Map<String, String> changed = new HashMap<>();
        for (String entry : defaults) {
            int equals = entry.indexOf('=');
            String name = equals < 0 ? entry.strip() : entry.substring(0, equals).strip();
            if (Fields.all().stream().noneMatch(it -> it.name().equals(name))) {
                throw new IllegalArgumentException(name + " is no field of a room's configuration");
            }
            changed.put(name, equals < 0 ? "" : entry.substring(equals + 1).strip());
        }
        return Fields.all().stream()
                .map(
                        field ->
                                changed.containsKey(field.name())
                                        ? field.holding(List.of(changed.get(field.name())))
                                        : field)
                .toList();
    }
}
