package io.stoa.im.blocking;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.AdminException;
import io.stoa.admin.Field;
import io.stoa.admin.Form;
import io.stoa.admin.Report;
import io.stoa.bus.Domains;
import io.stoa.storage.Log;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.List;

/** {@code stoa report close ID}: somebody has seen to it. Thread-safe. */
@Component
public final class ReportClose implements AdminCommand {

    private static final Spec SPEC =
            new Spec(
                    "report close",
                    "Close a report of spam or abuse.",
                    "Example: stoa report close 0000000000000001 --note \"account removed\"",
                    List.of(
                            ReportCommands.ID,
                            new Field("note", "what was done", Field.Kind.TEXT, false),
                            ReportCommands.DOMAIN),
                    false);

    private final ReportDesk desk;
    private final Domains domains;

    /** Takes the reports. */
    @Activate
    public ReportClose(
            @Reference(policyOption = GREEDY) ReportDesk desk,
            @Reference(policyOption = GREEDY) Domains domains) {
        this.desk = desk;
        this.domains = domains;
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Report run(Form form) {
        String domain = ReportCommands.domain(form, domains);
        Log.Entry<AbuseReport> entry = ReportCommands.find(desk, domain, form);
        if (entry.value().closed().isPresent()) {
            throw new AdminException("report " + entry.id() + " is closed already");
        }
        desk.replace(domain, entry.id(), entry.value().close(form.actor(), form.text("note")));
        return Report.of("Closed report " + entry.id() + ".");
    }
}
