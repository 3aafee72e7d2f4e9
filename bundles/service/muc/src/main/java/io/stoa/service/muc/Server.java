package io.stoa.service.muc;

import static org.osgi.service.component.annotations.ConfigurationPolicy.IGNORE;
import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.auth.Accounts;
import io.stoa.bus.Domains;
import io.stoa.bus.Schedule;
import io.stoa.bus.StanzaBus;
import io.stoa.jid.BareJid;
import io.stoa.session.Sessions;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.OptionalLong;
import java.util.function.Predicate;

/** What of the server the rooms make use of. Thread-safe. */
@Component(service = Server.class, configurationPolicy = IGNORE)
public final class Server {

    private final Sessions sessions;
    private final Domains domains;
    private final Schedule schedule;
    private final StanzaBus bus;

    /** Who has an account and administers the server, if somebody knows. */
    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable Accounts accounts;

    /** Takes it. */
    @Activate
    public Server(
            @Reference(policyOption = GREEDY) Sessions sessions,
            @Reference(policyOption = GREEDY) Domains domains,
            @Reference(policyOption = GREEDY) Schedule schedule,
            @Reference(policyOption = GREEDY) StanzaBus bus) {
        this.sessions = sessions;
        this.domains = domains;
        this.schedule = schedule;
        this.bus = bus;
    }

    Sessions sessions() {
        return sessions;
    }

    Domains domains() {
        return domains;
    }

    Schedule schedule() {
        return schedule;
    }

    StanzaBus bus() {
        return bus;
    }

    /**
     * Who may create rooms.
     *
     * @throws IllegalArgumentException for a word that is none of the three
     */
    Predicate<BareJid> creators(String word) {
        return switch (word) {
            case "anyone" -> account -> true;
            case "local" -> account -> domains.serves(account.domain());
            case "admins" -> this::administers;
            default ->
                    throw new IllegalArgumentException(
                            "create is anyone, local or admins, not “" + word + "”");
        };
    }

    /**
     * Tells an account from those that had its name before; empty while nobody knows.
     *
     * @see Accounts#incarnation
     */
    OptionalLong incarnation(BareJid account) {
        Accounts known = accounts;
        return known == null ? OptionalLong.empty() : OptionalLong.of(known.incarnation(account));
    }

    private boolean administers(BareJid account) {
        Accounts known = accounts;
        return known != null && domains.serves(account.domain()) && known.admin(account);
    }
}
