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

/** {@code stoa config set PID:key VALUE}: changes a key, at once and for good. Thread-safe. */
@Component
public final class ConfigSet implements AdminCommand {

    private static final Spec SPEC =
            new Spec(
                    "config set",
                    "Set a configuration key, at once and for good.",
                    "It is written to config/PID.cfg in the data directory.\n"
                            + "Example: stoa config set io.stoa.core.session:sessionsPerAccount 4",
                    List.of(
                            new Field("key", "PID:key", Field.Kind.TEXT, true),
                            new Field("value", "the value", Field.Kind.TEXT, true)),
                    false);

    private final Configurator configurator;

    /** Takes the configuration. */
    @Activate
    public ConfigSet(@Reference(policyOption = GREEDY) Configurator configurator) {
        this.configurator = configurator;
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Report run(Form form) {
        try {
            Setting setting = configurator.set(form.text("key") + " = " + form.text("value"));
            String valid = configurator.source(setting);
            String file = configurator.own().file(setting.pid()).toString();
            return valid.startsWith(file)
                    ? Report.of("set " + setting.name() + " in " + file)
                    : Report.of(
                            "set "
                                    + setting.name()
                                    + " in "
                                    + file
                                    + ", but for now it is overridden by "
                                    + valid);
        } catch (ConfigException wrong) {
            throw new AdminException(wrong.getMessage());
        }
    }
}
