package io.stoa.admin.adhoc;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.AdminException;
import io.stoa.admin.Administration;
import io.stoa.admin.Form;
import io.stoa.admin.Report;
import io.stoa.jid.BareJid;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Commands that a test makes; juliet and bard may run them. */
final class FakeAdministration implements Administration {

    static final BareJid JULIET = BareJid.parse("juliet@stoa.example");

    final List<String> ran = new ArrayList<>();
    private final Map<String, AdminCommand> commands = new LinkedHashMap<>();

    FakeAdministration with(AdminCommand.Spec spec, Function<Form, Report> does) {
        return with(spec, form -> Optional.empty(), does);
    }

    FakeAdministration with(
            AdminCommand.Spec spec,
            Function<Form, Optional<Report>> plans,
            Function<Form, Report> does) {
        commands.put(
                spec.name(),
                new AdminCommand() {
                    @Override
                    public Spec spec() {
                        return spec;
                    }

                    @Override
                    public Optional<Report> plan(Form form) {
                        return plans.apply(form);
                    }

                    @Override
                    public Report run(Form form) {
                        return does.apply(form);
                    }
                });
        return this;
    }

    @Override
    public List<AdminCommand.Spec> commands() {
        return commands.values().stream().map(AdminCommand::spec).toList();
    }

    @Override
    public Optional<AdminCommand.Spec> command(String name) {
        return Optional.ofNullable(commands.get(name)).map(AdminCommand::spec);
    }

    @Override
    public Report run(String name, Form form) {
        throw new AdminException("not for an OS user");
    }

    @Override
    public Report run(String name, Form form, BareJid actor) {
        ran.add(name + " " + new java.util.TreeMap<>(form.values()) + " by " + actor);
        return present(name).run(form);
    }

    @Override
    public Optional<Report> plan(String name, Form form) {
        throw new AdminException("not for an OS user");
    }

    @Override
    public Optional<Report> plan(String name, Form form, BareJid actor) {
        return present(name).plan(form);
    }

    private AdminCommand present(String name) {
        AdminCommand command = commands.get(name);
        if (command == null) {
            throw new AdminException("there is no command " + name);
        }
        return command;
    }

    @Override
    public boolean admits(BareJid account) {
        return account.equals(JULIET) || account.local().equals("bard");
    }
}
