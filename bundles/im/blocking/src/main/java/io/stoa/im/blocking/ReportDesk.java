package io.stoa.im.blocking;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;
import io.stoa.storage.Codec;
import io.stoa.storage.Log;
import io.stoa.storage.Storage;
import io.stoa.storage.StorageException;
import io.stoa.storage.StoreSpec;
import io.stoa.xml.Element;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps reports for the administrators (XEP-0377), one queue for each of our domains. Whatever is
 * wrong with a report, the block stands (§6). Thread-safe; blocks.
 */
@Component(configurationPid = "io.stoa.im.blocking", service = ReportDesk.class)
public final class ReportDesk {

    static final String REPORTING = "urn:xmpp:reporting:1";

    static final StoreSpec<AbuseReport> STORE =
            new StoreSpec<>(
                    "blocking-report",
                    1,
                    new Codec<>(
                            AbuseReport::toElement,
                            (element, version) -> AbuseReport.from(element)));

    private static final Logger LOG = LoggerFactory.getLogger(ReportDesk.class);

    /** So many old ones go when a new one comes; they were one at a time when they came. */
    private static final int SWEEP = 10;

    private final Log<AbuseReport> reports;
    private final BlockingHandler.Config config;

    /** Opens the store. */
    @Activate
    public ReportDesk(
            @Reference(policyOption = GREEDY) Storage storage, BlockingHandler.Config config) {
        this.reports = storage.log(STORE);
        this.config = config;
    }

    /** Files the report in an item of a block command, if there is one. */
    void file(BareJid reporter, Jid reported, Element item) {
        Optional<Element> report = item.child(REPORTING, "report");
        // §4: a reason is a MUST
        if (report.filter(it -> !it.attribute("reason").isEmpty()).isEmpty()) {
            return;
        }
        try {
            file(new AbuseReport(reporter, reported, bounded(report.get()), Optional.empty()));
        } catch (StorageException failure) {
            LOG.warn("a report of {} was lost: {}", reporter, failure.getMessage());
        }
    }

    private Element bounded(Element report) {
        if (report.utf8().remaining() <= config.reportBytes()) {
            return report;
        }
        String reason = report.attribute("reason");
        Element bare = Element.of(REPORTING, "report").with("reason", reason);
        return bare.utf8().remaining() <= config.reportBytes() ? bare : bare.with("reason", "?");
    }

    private void file(AbuseReport report) {
        BareJid desk = desk(report.reporter().domain());
        Instant now = Instant.now();
        reports.purge(desk, now.minus(Duration.ofDays(config.reportDays())), SWEEP);
        int kept = reports.find(desk, of(report.reporter())).entries().size();
        if (kept >= config.reportsPerAccount()) {
            LOG.info("{} has reported too often; not kept", report.reporter());
            return;
        }
        reports.append(desk, now, report.reporter(), report);
        LOG.info(
                "{} was reported for {}; stoa report list shows the reports",
                report.reported(),
                report.reason());
    }

    private Log.Query of(BareJid reporter) {
        return new Log.Query(
                Optional.of(reporter),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                config.reportsPerAccount());
    }

    /** Lists reports, the oldest first. */
    List<Log.Entry<AbuseReport>> list(String domain, int limit) {
        return reports.find(desk(domain), Log.Query.first(limit)).entries();
    }

    Optional<Log.Entry<AbuseReport>> find(String domain, String id) {
        return reports.get(desk(domain), id);
    }

    void replace(String domain, String id, AbuseReport report) {
        reports.replace(desk(domain), id, report);
    }

    private static BareJid desk(String domain) {
        return BareJid.ofDomain(domain);
    }
}
