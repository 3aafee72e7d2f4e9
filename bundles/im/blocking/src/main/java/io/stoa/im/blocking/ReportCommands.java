package io.stoa.im.blocking;

import io.stoa.admin.AdminException;
import io.stoa.admin.Field;
import io.stoa.admin.Form;
import io.stoa.bus.Domains;
import io.stoa.jid.BareJid;
import io.stoa.jid.JidException;
import io.stoa.storage.Log;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What the commands about reports have in common. Stateless. */
final class ReportCommands {

    static final Field ID = new Field("id", "the report's id", Field.Kind.TEXT, true);

    static final Field DOMAIN =
            new Field("domain", "the domain, the first one by default", Field.Kind.TEXT, false);

    private ReportCommands() {}

    /** The domain that is meant. */
    static String domain(Form form, Domains domains) {
        String named = form.text("domain");
        if (named.isEmpty()) {
            return domains.all().getFirst();
        }
        try {
            String prepared = BareJid.ofDomain(named).domain();
            if (domains.serves(prepared)) {
                return prepared;
            }
        } catch (JidException malformed) {
            throw new AdminException("“" + named + "” is not a domain");
        }
        throw new AdminException(
                named + " is not served here; domains are " + String.join(", ", domains.all()));
    }

    static Log.Entry<AbuseReport> find(ReportDesk desk, String domain, Form form) {
        String id = form.text("id");
        return desk.find(domain, id)
                .orElseThrow(
                        () ->
                                new AdminException(
                                        "there is no report "
                                                + id
                                                + " at "
                                                + domain
                                                + "; stoa report list --all shows them"));
    }

    static String time(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
