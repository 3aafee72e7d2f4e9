package io.stoa.service.privilege;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.Form;
import io.stoa.admin.Report;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** {@code stoa privilege list}: which component may do what for accounts. Thread-safe. */
@Component
public final class PrivilegeList implements AdminCommand {

    private static final Spec SPEC =
            new Spec(
                    "privilege list",
                    "List which external components may act for accounts.",
                    "",
                    List.of(),
                    true);

    private static final List<String> COLUMNS = List.of("component", "access", "type");

    private final Grants grants;

    /** Takes what is granted. */
    @Activate
    public PrivilegeList(@Reference(policyOption = GREEDY) Grants grants) {
        this.grants = grants;
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Report run(Form form) {
        List<List<String>> rows = new ArrayList<>();
        new TreeMap<>(grants.all())
                .forEach(
                        (component, grant) ->
                                grant.words()
                                        .forEach(
                                                (access, type) ->
                                                        rows.add(
                                                                List.of(component, access, type))));
        return Report.table(COLUMNS, rows);
    }

    static List<String> text(Grant grant) {
        return grant.words().entrySet().stream()
                .map(it -> it.getKey() + " " + it.getValue())
                .toList();
    }
}
