package io.stoa.core.admin;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.AdminException;
import io.stoa.admin.Field;
import io.stoa.admin.Form;
import io.stoa.admin.Report;
import io.stoa.lifecycle.Meters;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.List;

/** {@code stoa quarantine release COMPONENT}: calls it again at once. Thread-safe. */
@Component
public final class QuarantineRelease implements AdminCommand {

    private static final Spec SPEC =
            new Spec(
                    "quarantine release",
                    "Let a component out of quarantine at once.",
                    "Example: stoa quarantine release io.stoa.info.ping.PingHandler",
                    List.of(new Field("component", "its name", Field.Kind.TEXT, true)),
                    false);

    private final Meters meters;

    /** Takes the meters. */
    @Activate
    public QuarantineRelease(@Reference(policyOption = GREEDY) Meters meters) {
        this.meters = meters;
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Report run(Form form) {
        String component = form.text("component");
        if (!meters.release(component)) {
            throw new AdminException(
                    component + " is not in quarantine; stoa quarantine list shows what is");
        }
        return Report.of(component + " is called again", "stoa top");
    }
}
