package io.stoa.core.config;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.AdminException;
import io.stoa.admin.Field;
import io.stoa.admin.Form;
import io.stoa.admin.Report;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.List;
import java.util.SequencedMap;

/** {@code stoa config show PID}: what the keys of a PID mean. Thread-safe. */
@Component
public final class ConfigShow implements AdminCommand {

    private static final Spec SPEC =
            new Spec(
                    "config show",
                    "Show what the keys of a PID mean, and by which values its components go.",
                    "Example: stoa config show io.stoa.net.mina",
                    List.of(new Field("pid", "the PID", Field.Kind.TEXT, true)),
                    true);

    private final Configurator configurator;
    private final LiveValues live;

    /** Takes the configuration, and what came of it. */
    @Activate
    public ConfigShow(
            @Reference(policyOption = GREEDY) Configurator configurator,
            @Reference(policyOption = GREEDY) LiveValues live) {
        this.configurator = configurator;
        this.live = live;
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Report run(Form form) {
        String pid = form.text("pid");
        SequencedMap<String, Key> keys = configurator.schema().pids().get(pid);
        if (keys == null) {
            throw new AdminException(
                    "nothing here is configured by " + pid + "; see: stoa config list");
        }
        return Report.table(
                List.of("key", "type", "live", "default", "options", "meaning"),
                keys.values().stream().map(key -> row(pid, key)).toList());
    }

    private List<String> row(String pid, Key key) {
        String value = live.of(pid, key.name());
        return List.of(
                key.name(),
                key.kind(),
                key.secret() && !value.isEmpty() ? ConfigList.MASK : value,
                key.defaultText(),
                String.join(", ", key.options()),
                key.description());
    }
}
