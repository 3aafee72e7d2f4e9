package io.stoa.service.occupantid;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.auth.Accounts;
import io.stoa.jid.BareJid;
import io.stoa.muc.OccupantIds;
import io.stoa.storage.DomainKeys;
import io.stoa.storage.Storage;
import io.stoa.storage.StoreSpec;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

import javax.crypto.Mac;

/**
 * Makes the ids as XEP-0421 §4.1 proposes: a keyed hash over the room and the account, under a
 * secret of the service. Nobody can make another's id, or find out whose it is, and nothing has to
 * be kept for each occupant. Whoever registers the name of an account that was removed is another
 * user, who must not have its id (§4.1), so what tells the two apart is hashed, too. Thread-safe.
 */
@Component
public final class KeyedOccupantIds implements OccupantIds {

    private static final StoreSpec<String> KEYS =
            new StoreSpec<>("occupant-id-key", 1, DomainKeys.codec("urn:stoa:occupant"));
    private static final String HASH = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    private final DomainKeys keys;
    private final Accounts accounts;

    /** Opens the store of the secrets. */
    @Activate
    public KeyedOccupantIds(
            @Reference(policyOption = GREEDY) Storage storage,
            @Reference(policyOption = GREEDY) Accounts accounts) {
        this.accounts = accounts;
        this.keys = new DomainKeys(storage.documents(KEYS), HASH, KEY_BYTES);
    }

    @Override
    public String of(BareJid room, BareJid account) {
        try {
            Mac mac = Mac.getInstance(HASH);
            mac.init(keys.of(room.domain()));
            mac.update(room.toString().getBytes(StandardCharsets.UTF_8));
            // no address has it in it, so no two pairs are the same text
            mac.update((byte) 0);
            mac.update(account.toString().getBytes(StandardCharsets.UTF_8));
            mark(mac, accounts.incarnation(account));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal());
        } catch (GeneralSecurityException never) {
            throw new IllegalStateException("every JDK has " + HASH, never);
        }
    }

    /** An account from before there were incarnations keeps the ids that it has. */
    private static void mark(Mac mac, long incarnation) {
        if (incarnation != 0) {
            mac.update((byte) 0);
            mac.update(ByteBuffer.allocate(Long.BYTES).putLong(incarnation).flip());
        }
    }
}
