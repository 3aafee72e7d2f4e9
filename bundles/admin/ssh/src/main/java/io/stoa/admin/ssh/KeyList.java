package io.stoa.admin.ssh;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.Form;
import io.stoa.admin.Report;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.List;

/** {@code stoa ssh key list}. Thread-safe. */
@Component
public final class KeyList implements AdminCommand {

    private static final Spec SPEC =
            new Spec("ssh key list", "List the keys that open SSH.", "", List.of(), true);

    private final AuthorizedKeys keys;

    /** Takes the keys. */
    @Activate
    public KeyList(@Reference(policyOption = GREEDY) AuthorizedKeys keys) {
        this.keys = keys;
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Report run(Form form) {
        return Report.table(
                List.of("type", "fingerprint", "comment"),
                keys.all().stream()
                        .map(key -> List.of(key.type(), key.fingerprint(), key.comment()))
                        .toList());
    }
}
