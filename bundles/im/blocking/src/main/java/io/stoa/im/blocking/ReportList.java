package io.stoa.im.blocking;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.Field;
import io.stoa.admin.Form;
import io.stoa.admin.Report;
import io.stoa.bus.Domains;
import io.stoa.storage.Log;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.List;

/** {@code stoa report list}: who was reported, and why. Thread-safe. */
@Component
public final class ReportList implements AdminCommand {

    private static final int MOST = 10_000;
    private static final Spec SPEC =
            new Spec(
                    "report list",
                    "List the reports of spam and abuse that are open.",
                    "Accounts send them when they block somebody (XEP-0377). With --all also those"
                            + " that were closed.",
                    List.of(
                            new Field("all", "also the closed ones", Field.Kind.FLAG, false),
                            ReportCommands.DOMAIN),
                    true);

    private final ReportDesk desk;
    private final Domains domains;

    /** Takes the reports. */
    @Activate
    public ReportList(
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
        boolean all = form.flag("all");
        return Report.table(
                List.of("id", "time", "reported", "reason", "by", "state"),
                desk.list(ReportCommands.domain(form, domains), MOST).stream()
                        .filter(it -> all || it.value().closed().isEmpty())
                        .map(ReportList::row)
                        .toList());
    }

    private static List<String> row(Log.Entry<AbuseReport> entry) {
        AbuseReport report = entry.value();
        return List.of(
                entry.id(),
                ReportCommands.time(entry.time()),
                report.reported().toString(),
                report.reason(),
                report.reporter().toString(),
                report.closed().isEmpty() ? "open" : "closed");
    }
}
