package io.stoa.im.mam.retention;

import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.archive.Purge;
import io.stoa.archive.Retained;
import io.stoa.auth.AccountListener;
import io.stoa.auth.Accounts;
import io.stoa.bus.Domains;
import io.stoa.bus.Schedule;
import io.stoa.im.mam.ArchiveStore;
import io.stoa.im.mam.MamHandler;
import io.stoa.jid.BareJid;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Removes what is too old, and all that an account has, in small steps, before the account is
 * erased. Thread-safe.
 */
@Component(service = AccountListener.class, configurationPid = "io.stoa.im.mam", immediate = true)
public final class ArchivePurge implements AccountListener, Retained {

    /** Who has an account, if anybody knows. */
    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    volatile @Nullable Accounts accounts;

    private final ArchiveStore store;
    private final Retention retention;
    private final Domains domains;
    private final Purge purge;

    /** Begins to look for what is too old. */
    @Activate
    public ArchivePurge(
            @Reference(policyOption = GREEDY) ArchiveStore store,
            @Reference(policyOption = GREEDY) Retention retention,
            @Reference(policyOption = GREEDY) Schedule schedule,
            @Reference(policyOption = GREEDY) Domains domains,
            MamHandler.Config config) {
        this.store = store;
        this.retention = retention;
        this.domains = domains;
        this.purge =
                new Purge(
                        store.archive(), this, schedule, Duration.ofMinutes(config.purgeMinutes()));
    }

    /** Looks no further. */
    @Deactivate
    public void end() {
        purge.end();
    }

    @Override
    public List<String> domains() {
        return accounts == null ? List.of() : domains.all();
    }

    /** Where a domain keeps its messages for ever, only accounts that differ are looked at. */
    @Override
    public List<BareJid> owners(String domain, String after, int limit) {
        Accounts known = accounts;
        if (retention.ofDomain(domain) <= 0) {
            return retention.accounts(domain, after, limit);
        }
        return known == null ? List.of() : known.list(domain, after, limit);
    }

    @Override
    public Optional<Instant> cutoff(BareJid owner, Instant now) {
        return retention.cutoff(owner, now);
    }

    /** To be erased in one transaction, an archive may be far too long. */
    @Override
    public void removing(BareJid account) {
        store.archive().clear(account);
    }

    @Override
    public void removed(BareJid account) {
        store.forget(account);
    }

    /**
     * What was on its way while an earlier account of this name was removed is not the new one's.
     */
    @Override
    public void created(BareJid account) {
        store.archive().clear(account);
        store.forget(account);
    }
}
