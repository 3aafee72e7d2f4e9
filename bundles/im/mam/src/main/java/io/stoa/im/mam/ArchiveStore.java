package io.stoa.im.mam;

import static org.osgi.service.component.annotations.ConfigurationPolicy.IGNORE;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.archive.Archive;
import io.stoa.archive.ArchiveIds;
import io.stoa.archive.Retraction;
import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;
import io.stoa.stanza.Message;
import io.stoa.storage.Storage;
import io.stoa.storage.StoreSpec;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.time.Instant;
import java.util.Optional;

/** The archives of all accounts as they are stored. Thread-safe; blocks. */
@Component(service = ArchiveStore.class, configurationPolicy = IGNORE)
public final class ArchiveStore {

    static final StoreSpec<Message> ARCHIVE = new StoreSpec<>("archive", 1, Archive.CODEC);

    private static final StoreSpec<String> KEYS =
            new StoreSpec<>("archive-key", 1, ArchiveIds.KEYS);

    private final Archive archive;
    private final PreferenceBook preferences;

    /** Opens the stores. */
    @Activate
    public ArchiveStore(
            @Reference(policyOption = GREEDY) Storage storage,
            @Reference(policyOption = GREEDY) PreferenceBook preferences) {
        this.archive = new Archive(storage.log(ARCHIVE), new ArchiveIds(storage.documents(KEYS)));
        this.preferences = preferences;
    }

    /** Returns the archives themselves. */
    public Archive archive() {
        return archive;
    }

    /** Keeps a message that an account has sent or received, and returns its id. */
    String append(BareJid account, Instant time, Message message) {
        boolean sent = sent(account, message);
        String tag = message.id().isEmpty() ? "" : tag(sent, message.id());
        return archive.append(account, time, other(account, message), tag, message);
    }

    /**
     * Finds the id of this very message, if it is the last of its sender's id: it may have been
     * kept before a crash and come again (XEP-0198 §5).
     */
    Optional<String> again(BareJid account, Message message) {
        String tag = tag(sent(account, message), message.id());
        return archive.tagged(account, other(account, message).bare(), tag)
                .filter(entry -> entry.value().toElement().equals(message.toElement()))
                .map(entry -> archive.id(account, entry));
    }

    /** Puts a tombstone where a message was that a retraction covers, if there is one. */
    void retract(BareJid account, Instant time, Retraction retraction) {
        Message message = retraction.message();
        String tag = tag(sent(account, message), retraction.target());
        archive.tagged(account, other(account, message).bare(), tag)
                .filter(entry -> retraction.covers(entry.value()))
                .ifPresent(
                        entry ->
                                archive.replace(
                                        account, entry, retraction.tombstone(entry.value(), time)));
    }

    /** Returns an account's wish for those it has not listed, in a word. */
    public String wish(BareJid account) {
        return preferences.get(account).otherwise().wire();
    }

    /** Forgets what is remembered of an account whose data has been erased. */
    public void forget(BareJid account) {
        preferences.forget(account);
    }

    /** Tells whether the account is the sender; to oneself counts as sent. */
    private static boolean sent(BareJid account, Message message) {
        return message.from().filter(from -> from.bare().equals(account)).isPresent();
    }

    /** XEP-0313 §3: the remote address; what nobody has sent comes from the server. */
    private static Jid other(BareJid account, Message message) {
        Optional<Jid> other = sent(account, message) ? message.to() : message.from();
        return other.orElseGet(() -> BareJid.ofDomain(account.domain()));
    }

    private static String tag(boolean sent, String id) {
        return (sent ? ">" : "<") + id;
    }
}
