package io.stoa.im.blocking;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.Form;
import io.stoa.admin.Report;
import io.stoa.bus.Domains;
import io.stoa.storage.Log;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** {@code stoa report show ID}: all that is known of one report. Thread-safe. */
@Component
public final class ReportShow implements AdminCommand {

    private static final Spec SPEC =
            new Spec(
                    "report show",
                    "Show one report of spam or abuse.",
                    "Example: stoa report show 0000000000000001",
                    List.of(ReportCommands.ID, ReportCommands.DOMAIN),
                    true);

    private final ReportDesk desk;
    private final Domains domains;

    /** Takes the reports. */
    @Activate
    public ReportShow(
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
        Log.Entry<AbuseReport> entry =
                ReportCommands.find(desk, ReportCommands.domain(form, domains), form);
        AbuseReport report = entry.value();
        SequencedMap<String, String> facts = new LinkedHashMap<>();
        facts.put("id", entry.id());
        facts.put("time", ReportCommands.time(entry.time()));
        facts.put("reported", report.reported().toString());
        facts.put("reason", report.reason());
        facts.put("by", report.reporter().toString());
        facts.put("text", report.text());
        facts.put("messages", report.messages());
        facts.put("may go to its origin", report.allows("report-origin") ? "yes" : "no");
        facts.put("may go to third parties", report.allows("third-party") ? "yes" : "no");
        facts.put(
                "state",
                report.closed()
                        .map(
                                it ->
                                        "closed by "
                                                + it.by()
                                                + (it.note().isEmpty() ? "" : ": " + it.note()))
                        .orElse("open"));
        return Report.facts("", facts);
    }
}
