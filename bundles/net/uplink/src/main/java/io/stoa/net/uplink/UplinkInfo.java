package io.stoa.net.uplink;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.Form;
import io.stoa.admin.Report;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** {@code stoa uplink info}: how the connection to the server is. Thread-safe. */
@Component
public final class UplinkInfo implements AdminCommand {

    private static final Spec SPEC =
            new Spec(
                    "uplink info",
                    "Show the connection to the server whose component this is.",
                    "Example: stoa uplink info --json",
                    List.of(),
                    true);

    private final ServerUplink uplink;

    /** Takes the connection. */
    @Activate
    public UplinkInfo(@Reference(policyOption = GREEDY) ServerUplink uplink) {
        this.uplink = uplink;
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Report run(Form form) {
        ServerUplink.Now now = uplink.now();
        SequencedMap<String, String> facts = new LinkedHashMap<>();
        facts.put("domain", uplink.domain());
        facts.put("server", uplink.server());
        facts.put("state", now.words());
        facts.put("since", now.since().toString());
        facts.put("waiting", String.valueOf(uplink.waiting().count()));
        facts.put("sent", String.valueOf(uplink.waiting().sent()));
        facts.put("received", String.valueOf(uplink.received()));
        facts.put("refused", String.valueOf(uplink.waiting().refused()));
        return Report.facts("", facts);
    }
}
