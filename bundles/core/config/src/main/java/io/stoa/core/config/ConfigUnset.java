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

/** {@code stoa config unset PID:key}: goes back to what was shipped. Thread-safe. */
@Component
public final class ConfigUnset implements AdminCommand {

    private static final Spec SPEC =
            new Spec(
                    "config unset",
                    "Let a configuration key have its shipped value again.",
                    "Example: stoa config unset io.stoa.core.session:sessionsPerAccount",
                    List.of(new Field("key", "PID:key", Field.Kind.TEXT, true)),
                    false);

    private final Configurator configurator;

    /** Takes the configuration. */
    @Activate
    public ConfigUnset(@Reference(policyOption = GREEDY) Configurator configurator) {
        this.configurator = configurator;
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Report run(Form form) {
        try {
            Setting setting = Setting.parse(form.text("key") + " =", "config unset");
            if (!configurator.own().unset(setting.pid(), setting.key())) {
                throw new AdminException(
                        "nothing is said of " + setting.name() + " in the data directory");
            }
            configurator.changed();
            return Report.of(setting.name() + " has its shipped value again");
        } catch (ConfigException wrong) {
            throw new AdminException(wrong.getMessage());
        }
    }
}
