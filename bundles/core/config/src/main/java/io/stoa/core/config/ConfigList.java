package io.stoa.core.config;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.Field;
import io.stoa.admin.Form;
import io.stoa.admin.Report;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/** {@code stoa config list [PID]}: every key, its value, and where that was said. Thread-safe. */
@Component
public final class ConfigList implements AdminCommand {

    static final String MASK = "********";
    private static final Spec SPEC =
            new Spec(
                    "config list",
                    "List the configuration and where each value comes from.",
                    "Example: stoa config list io.stoa.net\n"
                            + "What a key means: stoa config show PID",
                    List.of(new Field("pid", "how the PID begins", Field.Kind.TEXT, false)),
                    true);

    private final Configurator configurator;

    /** Takes the configuration. */
    @Activate
    public ConfigList(@Reference(policyOption = GREEDY) Configurator configurator) {
        this.configurator = configurator;
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Report run(Form form) {
        Schema schema = configurator.schema();
        SequencedMap<String, Setting> settings = configurator.settings();
        List<List<String>> rows = new ArrayList<>();
        for (Map.Entry<String, SequencedMap<String, Key>> pid :
                new TreeMap<>(schema.pids()).entrySet()) {
            if (pid.getKey().startsWith(form.text("pid"))) {
                pid.getValue().values().forEach(key -> rows.add(row(pid.getKey(), key, settings)));
            }
        }
        return Report.table(List.of("pid", "key", "value", "default", "source"), rows);
    }

    private static List<String> row(String pid, Key key, SequencedMap<String, Setting> settings) {
        Optional<Setting> said = Optional.ofNullable(settings.get(pid + ":" + key.name()));
        String value = said.map(Setting::value).orElseGet(key::defaultText);
        return List.of(
                pid,
                key.name(),
                key.secret() && !value.isEmpty() ? MASK : value,
                key.defaultText(),
                said.map(Setting::source).orElse("default"));
    }
}
