package io.stoa.core.admin;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.Form;
import io.stoa.admin.Report;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** {@code stoa version}: what is running. Thread-safe. */
@Component
public final class VersionCommand implements AdminCommand {

    private static final Spec SPEC =
            new Spec(
                    "version",
                    "Show the version of the server, Java and Felix.",
                    "",
                    List.of(),
                    true);

    private final BundleContext context;

    /** Takes the context. */
    @Activate
    public VersionCommand(BundleContext context) {
        this.context = context;
    }

    static String version(BundleContext context) {
        return context.getBundle().getVersion().toString();
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Report run(Form form) {
        Bundle framework = context.getBundle(0);
        SequencedMap<String, String> facts = new LinkedHashMap<>();
        facts.put("stoa", version(context));
        facts.put("java", Runtime.version().toString());
        facts.put("framework", framework.getSymbolicName() + " " + framework.getVersion());
        return Report.facts("", facts);
    }
}
