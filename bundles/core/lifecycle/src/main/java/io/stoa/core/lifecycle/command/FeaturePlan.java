package io.stoa.core.lifecycle.command;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.AdminException;
import io.stoa.admin.Field;
import io.stoa.admin.Form;
import io.stoa.admin.Report;
import io.stoa.core.lifecycle.Engine;
import io.stoa.core.lifecycle.Request;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.List;

/** {@code stoa feature plan}: what another verb would do. Thread-safe. */
@Component
public final class FeaturePlan implements AdminCommand {

    private static final Spec SPEC =
            new Spec(
                    "feature plan",
                    "Show what a change would touch: bundles, components, domains, streams, rates.",
                    "Examples: stoa feature plan stop roster; stoa feature plan update ping FILE;"
                            + " stoa feature plan install FILE",
                    List.of(
                            new Field("verb", "start, stop, install, …", Field.Kind.TEXT, true),
                            new Field(
                                    "name",
                                    "the feature's name, or for install the file",
                                    Field.Kind.TEXT,
                                    false),
                            Fields.UPDATE,
                            Fields.DOMAIN,
                            Fields.CASCADE,
                            Fields.DOWNGRADE),
                    true);

    private final Engine engine;

    /** Takes the engine. */
    @Activate
    public FeaturePlan(@Reference(policyOption = GREEDY) Engine engine) {
        this.engine = engine;
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Report run(Form form) {
        Request.Verb verb =
                Request.Verb.of(form.text("verb"))
                        .orElseThrow(
                                () ->
                                        new AdminException(
                                                "“"
                                                        + form.text("verb")
                                                        + "” changes nothing; plan takes start,"
                                                        + " stop, install, update, rollback,"
                                                        + " remove or undo"));
        boolean install = verb == Request.Verb.INSTALL || verb == Request.Verb.DEPLOY;
        Request request =
                new Request(
                        verb,
                        install ? "" : form.text("name"),
                        install ? form.text("name") : form.text("file"),
                        form.text("domain"),
                        form.flag("cascade"),
                        form.flag("downgrade"));
        return Fields.told(() -> engine.report(request));
    }
}
