package io.stoa.service.muc;

import static org.osgi.service.component.annotations.ConfigurationPolicy.IGNORE;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.auth.AccountListener;
import io.stoa.bus.Schedule;
import io.stoa.bus.StanzaBus;
import io.stoa.jid.BareJid;
import io.stoa.service.muc.store.AccountHalves;
import io.stoa.storage.Storage;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets the rooms in which a removed account has been given something forget that. It is worth
 * nothing any more from the moment the account is erased; this clears up. Thread-safe.
 */
@Component(configurationPolicy = IGNORE)
public final class AccountEnds implements AccountListener {

    private final AccountHalves halves;
    private final StanzaBus bus;
    private final Schedule schedule;
    private final Map<BareJid, List<BareJid>> leaving = new ConcurrentHashMap<>();

    /** Takes the store and the way to the rooms. */
    @Activate
    public AccountEnds(
            @Reference(policyOption = GREEDY) Storage storage,
            @Reference(policyOption = GREEDY) StanzaBus bus,
            @Reference(policyOption = GREEDY) Schedule schedule) {
        this.halves = new AccountHalves(storage);
        this.bus = bus;
        this.schedule = schedule;
    }

    @Override
    public void removing(BareJid account) {
        leaving.put(account, halves.rooms(account));
    }

    /** By another thread, for an account may be removed inside a leg (XEP-0077 §3.2). */
    @Override
    public void removed(BareJid account) {
        List<BareJid> rooms = Optional.ofNullable(leaving.remove(account)).orElse(List.of());
        if (!rooms.isEmpty()) {
            schedule.after(Duration.ZERO, () -> tell(rooms, account));
        }
    }

    private void tell(List<BareJid> rooms, BareJid account) {
        rooms.forEach(room -> bus.send(Goodbye.removed(room, account)));
    }
}
