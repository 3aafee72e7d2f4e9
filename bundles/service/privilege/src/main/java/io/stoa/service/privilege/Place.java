package io.stoa.service.privilege;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.auth.Accounts;
import io.stoa.bus.Domains;
import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;
import io.stoa.session.Sessions;
import io.stoa.stanza.Condition;
import io.stoa.stanza.StanzaException;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.Optional;

/** Which entities are managed (XEP-0356 §3): the accounts of this server. Thread-safe. */
@Component(service = Place.class)
public final class Place {

    private final Domains domains;
    private final Sessions sessions;
    private final Accounts accounts;

    /** Takes who knows. */
    @Activate
    public Place(
            @Reference(policyOption = GREEDY) Domains domains,
            @Reference(policyOption = GREEDY) Sessions sessions,
            @Reference(policyOption = GREEDY) Accounts accounts) {
        this.domains = domains;
        this.sessions = sessions;
        this.accounts = accounts;
    }

    Domains domains() {
        return domains;
    }

    Sessions sessions() {
        return sessions;
    }

    /**
     * Returns the account that is meant. May block.
     *
     * @throws StanzaException with {@code forbidden} when it is not the bare JID of one of ours
     */
    BareJid account(Optional<? extends Jid> named) {
        return named.filter(BareJid.class::isInstance)
                .map(BareJid.class::cast)
                .filter(it -> !it.local().isEmpty())
                .filter(it -> domains.serves(it.domain()))
                .filter(it -> !sessions.of(it).isEmpty() || accounts.exists(it))
                .orElseThrow(() -> new StanzaException(Condition.FORBIDDEN));
    }
}
