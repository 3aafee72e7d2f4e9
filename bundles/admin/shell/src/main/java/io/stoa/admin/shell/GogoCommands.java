package io.stoa.admin.shell;

import static org.osgi.service.component.annotations.ReferenceCardinality.MULTIPLE;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.CommandLine;

import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.Function;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Offers every {@link AdminCommand} to Gogo in the scope {@code stoa}, under its first word.
 * Thread-safe.
 */
@Component(service = GogoCommands.class, immediate = true)
public final class GogoCommands {

    private final BundleContext context;
    private final CommandLine commands;
    private final Lock lock = new ReentrantLock();
    private final Map<String, Offer> offers = new HashMap<>();

    /** Offers {@code help}; the others come as they are bound. */
    @Activate
    public GogoCommands(
            BundleContext context, @Reference(policyOption = GREEDY) CommandLine commands) {
        this.context = context;
        this.commands = commands;
        offer("help");
    }

    /** Offers a command's first word. */
    @Reference(cardinality = MULTIPLE, policy = DYNAMIC, policyOption = GREEDY)
    public void bindCommand(AdminCommand command) {
        offer(word(command));
    }

    /** Withdraws a first word with its last command. */
    public void unbindCommand(AdminCommand command) {
        withdraw(word(command));
    }

    /** Withdraws everything. */
    @Deactivate
    public void stop() {
        lock.lock();
        try {
            offers.values().forEach(offer -> offer.registration().unregister());
            offers.clear();
        } finally {
            lock.unlock();
        }
    }

    private static String word(AdminCommand command) {
        String name = command.spec().name();
        int space = name.indexOf(' ');
        return space < 0 ? name : name.substring(0, space);
    }

    private void offer(String word) {
        lock.lock();
        try {
            Offer present = offers.get(word);
            offers.put(
                    word,
                    present == null
                            ? new Offer(register(word), 1)
                            : new Offer(present.registration(), present.commands() + 1));
        } finally {
            lock.unlock();
        }
    }

    private ServiceRegistration<Function> register(String word) {
        return context.registerService(
                Function.class,
                new GogoCommand(word, commands),
                FrameworkUtil.asDictionary(
                        Map.of(
                                CommandProcessor.COMMAND_SCOPE,
                                "stoa",
                                CommandProcessor.COMMAND_FUNCTION,
                                word)));
    }

    private void withdraw(String word) {
        lock.lock();
        try {
            Offer present = offers.remove(word);
            if (present == null) {
                return;
            }
            if (present.commands() > 1) {
                offers.put(word, new Offer(present.registration(), present.commands() - 1));
            } else {
                present.registration().unregister();
            }
        } finally {
            lock.unlock();
        }
    }

    /** A word in Gogo and how many commands begin with it. */
    private record Offer(ServiceRegistration<Function> registration, int commands) {}
}
