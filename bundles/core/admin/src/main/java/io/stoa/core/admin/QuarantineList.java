package io.stoa.core.admin;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.Form;
import io.stoa.admin.Report;
import io.stoa.lifecycle.Meters;
import io.stoa.lifecycle.Meters.Meter;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.List;

/** {@code stoa quarantine list}: which components were taken out, and why. Thread-safe. */
@Component
public final class QuarantineList implements AdminCommand {

    /** The state of a meter whose component is in quarantine. */
    static final String QUARANTINED = "quarantined";

    private static final Spec SPEC =
            new Spec(
                    "quarantine list",
                    "List the components in quarantine, with the reason.",
                    "A component that fails again and again is not called for a while, and tried"
                            + " again by itself; quarantine release does it at once.",
                    List.of(),
                    true);

    private final Meters meters;

    /** Takes the meters. */
    @Activate
    public QuarantineList(@Reference(policyOption = GREEDY) Meters meters) {
        this.meters = meters;
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Report run(Form form) {
        return Report.table(
                List.of("component", "role", "bundle", "reason"),
                meters.all().stream()
                        .filter(meter -> meter.state().equals(QUARANTINED))
                        .map(QuarantineList::row)
                        .toList());
    }

    private static List<String> row(Meter meter) {
        return List.of(meter.component(), meter.role(), meter.bundle(), meter.reason());
    }
}
