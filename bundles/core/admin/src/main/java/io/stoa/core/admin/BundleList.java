package io.stoa.core.admin;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.Field;
import io.stoa.admin.Form;
import io.stoa.admin.Report;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code stoa bundle list [NAME]}: what the framework holds. Thread-safe. */
@Component
public final class BundleList implements AdminCommand {

    private static final Spec SPEC =
            new Spec(
                    "bundle list",
                    "List the bundles, all or those whose name contains a word.",
                    "Example: stoa bundle list io.stoa.im",
                    List.of(new Field("name", "a part of the name", Field.Kind.TEXT, false)),
                    true);

    private final BundleContext context;

    /** Takes the context. */
    @Activate
    public BundleList(BundleContext context) {
        this.context = context;
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Report run(Form form) {
        return Report.table(
                List.of("id", "state", "level", "name", "version"),
                present(context).stream()
                        .filter(it -> name(it).contains(form.text("name")))
                        .map(BundleList::row)
                        .toList());
    }

    /**
     * Returns the bundles that are there for somebody: not those whose like runs in their place, of
     * which core/lifecycle keeps the place for the next version.
     */
    static List<Bundle> present(BundleContext context) {
        Set<String> running =
                Arrays.stream(context.getBundles())
                        .filter(it -> it.getState() == Bundle.ACTIVE)
                        .map(BundleList::name)
                        .collect(Collectors.toSet());
        return Arrays.stream(context.getBundles())
                .filter(it -> it.getState() != Bundle.INSTALLED || !running.contains(name(it)))
                .toList();
    }

    private static String name(Bundle bundle) {
        return String.valueOf(bundle.getSymbolicName());
    }

    private static List<String> row(Bundle bundle) {
        return List.of(
                Long.toString(bundle.getBundleId()),
                state(bundle.getState()),
                Integer.toString(bundle.adapt(BundleStartLevel.class).getStartLevel()),
                name(bundle),
                bundle.getVersion().toString());
    }

    static String state(int state) {
        return switch (state) {
            case Bundle.ACTIVE -> "active";
            case Bundle.INSTALLED -> "installed";
            case Bundle.RESOLVED -> "resolved";
            case Bundle.STARTING -> "starting";
            case Bundle.STOPPING -> "stopping";
            default -> "uninstalled";
        };
    }
}
