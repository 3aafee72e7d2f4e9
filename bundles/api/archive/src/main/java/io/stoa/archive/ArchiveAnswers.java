package io.stoa.archive;

import io.stoa.jid.BareJid;
import io.stoa.stanza.DateTime;
import io.stoa.stanza.Message;
import io.stoa.storage.Log;
import io.stoa.xml.Element;

import java.util.Optional;

/** What an archive answers to those who may ask (XEP-0313 §4, §5). Thread-safe; blocks. */
public final class ArchiveAnswers {

    private final Archive archive;
    private final ArchiveReader reader;
    private final ResultMessages results;

    /** Takes the archive. */
    public ArchiveAnswers(Archive archive, PageLimits limits) {
        this.archive = archive;
        this.reader = new ArchiveReader(archive, limits);
        this.results = new ResultMessages(archive);
    }

    /** Returns what can be asked (§4.1.5). */
    public Element form() {
        return Element.of(ArchiveQuery.NAMESPACE, "query", QueryForm.blank());
    }

    /**
     * Sends the messages first; what it returns is sent after them, so that the client knows when
     * it has them all (§4).
     *
     * @throws io.stoa.stanza.StanzaException when they cannot be found
     */
    public Element query(BareJid owner, ArchiveQuery query, Asker asker) {
        ArchiveReader.Found found = reader.read(owner, query);
        results.send(owner, query, found.entries(), asker);
        Element fin = Element.of(ArchiveQuery.NAMESPACE, "fin", found.page().toElement());
        return found.complete() ? fin.with("complete", "true") : fin;
    }

    /** Returns the first and the last message's id and time (§5). */
    public Element metadata(BareJid owner) {
        Element metadata = Element.of(ArchiveQuery.NAMESPACE, "metadata");
        Optional<Log.Entry<Message>> first = archive.end(owner, false);
        Optional<Log.Entry<Message>> last = archive.end(owner, true);
        return first.isPresent() && last.isPresent()
                ? metadata.with(end("start", owner, first.get()))
                        .with(end("end", owner, last.get()))
                : metadata;
    }

    private Element end(String local, BareJid owner, Log.Entry<Message> entry) {
        return Element.of(ArchiveQuery.NAMESPACE, local)
                .with("id", archive.id(owner, entry))
                .with("timestamp", DateTime.write(entry.time()));
    }
}
