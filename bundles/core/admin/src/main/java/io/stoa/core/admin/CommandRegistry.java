package io.stoa.core.admin;

import static org.osgi.service.component.annotations.ReferenceCardinality.MULTIPLE;
import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.AdminException;
import io.stoa.admin.Administration;
import io.stoa.admin.Field;
import io.stoa.admin.Form;
import io.stoa.admin.Report;
import io.stoa.auth.AccountException;
import io.stoa.auth.Accounts;
import io.stoa.jid.BareJid;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * Every {@link AdminCommand} that is a service, by name. Thread-safe. It is the one place where
 * whatever a command throws is caught: the person who asked is told, and the log keeps the trace.
 */
@Component
public final class CommandRegistry implements Administration {

    private static final Logger LOG = LoggerFactory.getLogger(CommandRegistry.class);

    private final List<Offer> offers = new CopyOnWriteArrayList<>();
    private final AuditLog audit;

    /** They say which of them are administrators. */
    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable Accounts accounts;

    /** Takes the log. */
    @Activate
    public CommandRegistry(@Reference(policyOption = GREEDY) AuditLog audit) {
        this.audit = audit;
    }

    /** Takes a command; of two with the same name the first stays. */
    @Reference(cardinality = MULTIPLE, policy = DYNAMIC, policyOption = GREEDY)
    public void bindCommand(ComponentServiceObjects<AdminCommand> command) {
        offers.add(new Offer(command));
    }

    /** Gives a command back. */
    public void unbindCommand(ComponentServiceObjects<AdminCommand> command) {
        offers.removeIf(offer -> offer.objects.equals(command));
    }

    private SequencedMap<String, AdminCommand> now() {
        SequencedMap<String, AdminCommand> named = new LinkedHashMap<>();
        for (Offer offer : offers) {
            offer.command().ifPresent(command -> named.putIfAbsent(command.spec().name(), command));
        }
        return named;
    }

    /**
     * A command that is made when somebody first asks for commands. Were all made with the
     * registry, then with whatever first needs the registry, in the middle of the making of what
     * the commands themselves need.
     */
    private static final class Offer {

        private final ComponentServiceObjects<AdminCommand> objects;
        private volatile @Nullable AdminCommand made;

        Offer(ComponentServiceObjects<AdminCommand> objects) {
            this.objects = objects;
        }

        Optional<AdminCommand> command() {
            AdminCommand known = made;
            if (known == null) {
                known = objects.getService();
                made = known;
            }
            return Optional.ofNullable(known);
        }
    }

    @Override
    public List<AdminCommand.Spec> commands() {
        return now().values().stream()
                .map(AdminCommand::spec)
                .sorted(Comparator.comparing(AdminCommand.Spec::name))
                .toList();
    }

    @Override
    public Optional<AdminCommand.Spec> command(String name) {
        return Optional.ofNullable(now().get(name)).map(AdminCommand::spec);
    }

    @Override
    public Report run(String name, Form form) {
        AdminCommand command = present(name);
        try {
            check(command.spec(), form);
            Report report = guarded(command, () -> command.run(form));
            audit.record(command.spec(), form, "done");
            return report;
        } catch (AdminException refused) {
            audit.record(command.spec(), form, refused.getMessage());
            throw refused;
        }
    }

    @Override
    public Report run(String name, Form form, BareJid actor) {
        Form signed = new Form(form.values(), actor.toString());
        if (!admits(actor)) {
            command(name).ifPresent(spec -> audit.record(spec, signed, "not an administrator"));
            throw new AdminException(actor + " is not an administrator of this server");
        }
        return run(name, signed);
    }

    @Override
    public Optional<Report> plan(String name, Form form) {
        AdminCommand command = present(name);
        check(command.spec(), form);
        return command.spec().manner() == AdminCommand.Manner.ASKS
                ? guarded(command, () -> command.plan(form))
                : Optional.empty();
    }

    @Override
    public Optional<Report> plan(String name, Form form, BareJid actor) {
        if (!admits(actor)) {
            throw new AdminException(actor + " is not an administrator of this server");
        }
        return plan(name, new Form(form.values(), actor.toString()));
    }

    @Override
    public boolean admits(BareJid account) {
        Accounts present = accounts;
        return present != null && present.admin(account) && !present.disabled(account);
    }

    private AdminCommand present(String name) {
        AdminCommand command = now().get(name);
        if (command == null) {
            throw new AdminException("there is no command “" + name + "”; see help");
        }
        return command;
    }

    private static void check(AdminCommand.Spec spec, Form form) {
        for (Field field : spec.fields()) {
            if (field.required() && form.text(field.name()).isEmpty()) {
                throw new AdminException(
                        spec.name() + " needs " + field.name() + ": " + field.label());
            }
            if (field.kind() == Field.Kind.NUMBER) {
                form.number(field.name(), 0);
            }
            if (field.kind() == Field.Kind.JID && !form.text(field.name()).isEmpty()) {
                form.jid(field.name());
            }
        }
    }

    private static <T> T guarded(AdminCommand command, Supplier<T> call) {
        try {
            return call.get();
        } catch (AdminException refused) {
            throw refused;
        } catch (AccountException refused) {
            throw new AdminException(
                    String.valueOf(refused.getMessage()),
                    refused.reason() == AccountException.Reason.EXISTS);
        } catch (RuntimeException broken) {
            LOG.error("command {} failed", command.spec().name(), broken);
            throw new AdminException(
                    command.spec().name() + " failed: " + broken + " (see log/stoa.log)");
        }
    }
}
