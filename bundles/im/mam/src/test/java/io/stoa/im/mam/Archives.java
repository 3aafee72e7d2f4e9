package io.stoa.im.mam;

import io.stoa.jid.BareJid;
import io.stoa.stanza.Message;
import io.stoa.stanza.MessageType;
import io.stoa.storage.Storage;
import io.stoa.testkit.Configs;

import java.time.Instant;
import java.util.Map;

/** Archives for the tests of the other package. */
public final class Archives {

    private static final BareJid FRIAR = BareJid.parse("friar@verona.example");

    private Archives() {}

    /** Opens the archives of a storage. */
    public static ArchiveStore store(Storage storage, Map<String, Object> settings) {
        MamHandler.Config config = Configs.of(MamHandler.Config.class, settings);
        return new ArchiveStore(storage, new PreferenceBook(storage, config));
    }

    /** Puts a message into an archive. */
    public static void append(ArchiveStore store, BareJid account, Instant time) {
        store.append(account, time, Message.of(MessageType.CHAT, account, "x").withFrom(FRIAR));
    }
}
