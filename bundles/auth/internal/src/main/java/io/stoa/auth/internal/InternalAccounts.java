package io.stoa.auth.internal;

import static org.osgi.service.component.annotations.ReferenceCardinality.MULTIPLE;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.auth.AccountException;
import io.stoa.auth.AccountException.Reason;
import io.stoa.auth.AccountListener;
import io.stoa.auth.Accounts;
import io.stoa.auth.Credentials;
import io.stoa.auth.ScramHash;
import io.stoa.auth.ScramVerifier;
import io.stoa.bus.Domains;
import io.stoa.jid.BareJid;
import io.stoa.storage.Documents;
import io.stoa.storage.Storage;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/**
 * The accounts that this server keeps itself. Of a password it keeps SCRAM verifiers (RFC 5802 §3),
 * one for each hash configured, and never the password. Thread-safe.
 */
@Component(
        configurationPid = "io.stoa.auth.internal",
        service = {Accounts.class, Credentials.class})
@Designate(ocd = InternalAccounts.Config.class)
public final class InternalAccounts implements Accounts, Credentials {

    /** The configuration. */
    @ObjectClassDefinition(name = "Internal accounts", description = "How passwords are kept.")
    public @interface Config {

        /** The hashes. */
        @AttributeDefinition(
                description =
                        "The hashes for which SCRAM verifiers are kept and offered: SHA-1, SHA-256,"
                                + " SHA-512, separated by commas. A hash added later is offered at"
                                + " once, but an older account has it only after its next login"
                                + " with PLAIN or its next change of password.")
        String[] hashes() default {"SHA-1", "SHA-256", "SHA-512"};

        /** The iteration count. */
        @AttributeDefinition(
                min = "4096",
                description =
                        "How often the hash is iterated over a new password: at least 4096"
                                + " (RFC 5802 §4), better 10000 or more (XEP-0438 §7). Older"
                                + " passwords keep theirs until the next login with PLAIN.")
        int iterations() default 10_000;

        /** The size of the cache. */
        @AttributeDefinition(
                min = "1",
                description =
                        "Of how many addresses the server remembers whether there is such an"
                                + " account, so that messages to absent people are cheap.")
        int remembered() default 100_000;
    }

    private static final Logger LOG = LoggerFactory.getLogger(InternalAccounts.class);
    private static final int LONGEST_LIST = 1000;

    private final List<AccountListener> listeners = new CopyOnWriteArrayList<>();
    private final Passwords passwords = new Passwords();
    private final Storage storage;
    private final Domains domains;
    private final Policy policy;
    private final Documents<Account> accounts;
    private final KnownAccounts known;
    private final Departed departed = new Departed();
    private final FalseVerifiers falseVerifiers;

    /** Opens the accounts. */
    @Activate
    public InternalAccounts(
            @Reference(policyOption = GREEDY) Storage storage,
            @Reference(policyOption = GREEDY) Domains domains,
            Config config) {
        this(
                storage,
                domains,
                Policy.of(config.hashes(), config.iterations()),
                config.remembered());
    }

    InternalAccounts(Storage storage, Domains domains, Policy policy, int remembered) {
        this.storage = storage;
        this.domains = domains;
        this.policy = policy;
        this.accounts = storage.documents(AccountCodec.ACCOUNTS);
        this.known = new KnownAccounts(remembered, accounts::get);
        this.falseVerifiers = new FalseVerifiers(storage, domains);
    }

    /** Adds a listener. */
    @Reference(cardinality = MULTIPLE, policy = DYNAMIC, policyOption = GREEDY)
    public void bindListener(AccountListener listener) {
        listeners.add(listener);
    }

    /** Removes a listener. */
    public void unbindListener(AccountListener listener) {
        listeners.remove(listener);
    }

    @Override
    public boolean exists(BareJid account) {
        return known.known(account).isPresent();
    }

    @Override
    public void create(BareJid account, String password) {
        if (account.local().isEmpty() || !domains.serves(account.domain())) {
            throw new AccountException(
                    Reason.ADDRESS,
                    "An account's address is a name at a domain of this server; %s is not."
                            .formatted(account));
        }
        if (exists(account)) {
            throw taken(account);
        }
        Account fresh =
                new Account(
                        Standing.fresh(),
                        policy.verifiers(policy.hashes(), passwords.stored(password)));
        accounts.update(
                account,
                present -> {
                    if (present.isPresent()) {
                        throw taken(account);
                    }
                    return Optional.of(fresh);
                });
        known.changed(account);
        LOG.info("Account {} was created", account);
        listeners.forEach(listener -> listener.created(account));
    }

    @Override
    public void password(BareJid account, String password) {
        requireKnown(account);
        Map<ScramHash, ScramVerifier> verifiers =
                policy.verifiers(policy.hashes(), passwords.stored(password));
        change(account, present -> present.withVerifiers(verifiers));
        LOG.info("The password of account {} was changed", account);
        listeners.forEach(listener -> listener.passwordChanged(account));
    }

    @Override
    public void remove(BareJid account) {
        Standing standing = known.known(account).orElseThrow(() -> unknown(account));
        listeners.forEach(listener -> listener.removing(account));
        departed.add(account, standing.incarnation());
        storage.erase(account);
        known.changed(account);
        LOG.info("Account {} was removed", account);
        listeners.forEach(listener -> listener.removed(account));
    }

    @Override
    public List<BareJid> list(String domain, String after, int limit) {
        return accounts.owners(domain, after, Math.clamp(limit, 1, LONGEST_LIST));
    }

    @Override
    public boolean admin(BareJid account) {
        return known.known(account).filter(Standing::admin).isPresent();
    }

    @Override
    public void admin(BareJid account, boolean admin) {
        change(account, present -> present.with(present.standing().withAdmin(admin)));
        LOG.info("Account {} {} administer the server", account, admin ? "may" : "may not");
    }

    @Override
    public boolean disabled(BareJid account) {
        return known.known(account).filter(Standing::disabled).isPresent();
    }

    @Override
    public void disabled(BareJid account, boolean disabled) {
        change(account, present -> present.with(present.standing().withDisabled(disabled)));
        LOG.info("Account {} was {}", account, disabled ? "disabled" : "enabled");
        if (disabled) {
            listeners.forEach(listener -> listener.disabled(account));
        }
    }

    @Override
    public long incarnation(BareJid account) {
        if (!domains.serves(account.domain())) {
            return 0;
        }
        return known.known(account)
                .map(Standing::incarnation)
                .orElseGet(() -> departed.incarnation(account));
    }

    @Override
    public Set<ScramHash> hashes(String domain) {
        return policy.hashes();
    }

    @Override
    public ScramVerifier verifier(BareJid account, ScramHash hash) {
        // both are always made and read, so that the time does not tell which is given (§9)
        ScramVerifier invented = falseVerifiers.verifier(account, hash, policy.iterations());
        return accounts.get(account).flatMap(present -> present.verifier(hash)).orElse(invented);
    }

    @Override
    public boolean verify(BareJid account, String password) {
        Optional<String> claimed = passwords.claimed(password);
        if (claimed.isEmpty()) {
            return false;
        }
        Optional<Account> present = accounts.get(account);
        Set<ScramHash> hashes = present.map(Account::verifiers).map(Map::keySet).orElse(Set.of());
        ScramHash hash = policy.check(hashes);
        ScramVerifier invented = falseVerifiers.verifier(account, hash, policy.iterations());
        ScramVerifier verifier = present.flatMap(a -> a.verifier(hash)).orElse(invented);
        boolean right = ScramKeys.matches(verifier, claimed.get()) && present.isPresent();
        if (right) {
            renew(account, present.get(), verifier, claimed.get());
        }
        return right;
    }

    /** Adds the verifiers that the account lacks, now that its password is at hand. */
    private void renew(BareJid account, Account seen, ScramVerifier checked, String password) {
        Set<ScramHash> outdated = policy.outdated(seen);
        if (outdated.isEmpty()) {
            return;
        }
        Map<ScramHash, ScramVerifier> renewed = policy.verifiers(outdated, password);
        accounts.update(
                account,
                present -> present.map(a -> unchanged(a, checked) ? a.plusVerifiers(renewed) : a));
        LOG.debug("Account {} has new verifiers for {}", account, outdated);
    }

    /** Tells whether an account still has the password that a verifier was made of. */
    private static boolean unchanged(Account account, ScramVerifier checked) {
        return account.verifier(checked.hash())
                .filter(verifier -> verifier.saltBase64().equals(checked.saltBase64()))
                .isPresent();
    }

    private void change(BareJid account, UnaryOperator<Account> change) {
        accounts.update(
                account,
                present -> Optional.of(change.apply(present.orElseThrow(() -> unknown(account)))));
        known.changed(account);
    }

    private void requireKnown(BareJid account) {
        if (!exists(account)) {
            throw unknown(account);
        }
    }

    private static AccountException taken(BareJid account) {
        return new AccountException(Reason.EXISTS, "There is an account %s.".formatted(account));
    }

    private static AccountException unknown(BareJid account) {
        return new AccountException(Reason.UNKNOWN, "There is no account %s.".formatted(account));
    }
}
