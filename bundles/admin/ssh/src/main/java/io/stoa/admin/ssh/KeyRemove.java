package io.stoa.admin.ssh;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.Field;
import io.stoa.admin.Form;
import io.stoa.admin.Report;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.List;

/** {@code stoa ssh key remove}. Thread-safe. */
@Component
public final class KeyRemove implements AdminCommand {

    private static final Spec SPEC =
            new Spec(
                    "ssh key remove",
                    "Let the holder of a key in no more.",
                    "Whoever is connected stays so.\n" + "Example: stoa ssh key remove SHA256:…",
                    List.of(
                            new Field(
                                    "fingerprint",
                                    "as ssh key list shows it",
                                    Field.Kind.TEXT,
                                    true)),
                    false);

    private final AuthorizedKeys keys;

    /** Takes the keys. */
    @Activate
    public KeyRemove(@Reference(policyOption = GREEDY) AuthorizedKeys keys) {
        this.keys = keys;
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Report run(Form form) {
        keys.remove(form.text("fingerprint"));
        return Report.of(form.text("fingerprint") + " opens nothing any more");
    }
}
