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

/** {@code stoa ssh key add}. Thread-safe. */
@Component
public final class KeyAdd implements AdminCommand {

    private static final Spec SPEC =
            new Spec(
                    "ssh key add",
                    "Let the holder of a key in over SSH.",
                    "Whoever has a key may run every command.\n"
                            + "Example: stoa ssh key add \"$(cat ~/.ssh/id_ed25519.pub)\"",
                    List.of(new Field("key", "the public key, one line", Field.Kind.TEXT, true)),
                    false);

    private final AuthorizedKeys keys;

    /** Takes the keys. */
    @Activate
    public KeyAdd(@Reference(policyOption = GREEDY) AuthorizedKeys keys) {
        this.keys = keys;
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Report run(Form form) {
        AuthorizedKeys.Entry added = keys.add(form.text("key"));
        return Report.of(
                "let in " + added.fingerprint() + " " + added.comment(), "stoa ssh key list");
    }
}
