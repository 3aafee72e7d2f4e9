package io.stoa.archive;

import io.stoa.jid.BareJid;
import io.stoa.stanza.Delay;
import io.stoa.stanza.Forwarded;
import io.stoa.stanza.Message;
import io.stoa.stanza.MessageType;
import io.stoa.storage.Log;
import io.stoa.xml.Element;

import java.util.List;
import java.util.UUID;

/**
 * Sends what was found, each message in one of its own (XEP-0313 §4.2), to who has asked and to
 * nobody else.
 *
 * <pre>{@code
 * S: <message id='aeb213' from='juliet@capulet.lit' to='juliet@capulet.lit/chamber'>
 *      <result xmlns='urn:xmpp:mam:2' queryid='f27' id='6vXbTJr0Y0pWkQmYIfq7Sg'>
 *        <forwarded xmlns='urn:xmpp:forward:0'>
 *          <delay xmlns='urn:xmpp:delay' stamp='2010-07-10T23:08:25Z'/>
 *          <message xmlns='jabber:client' from='witch@shakespeare.lit'
 *                   to='macbeth@shakespeare.lit'><body>Hail to thee</body></message>
 *        </forwarded>
 *      </result>
 *    </message>
 * }</pre>
 */
final class ResultMessages {

    private final Archive archive;

    ResultMessages(Archive archive) {
        this.archive = archive;
    }

    void send(BareJid owner, ArchiveQuery query, List<Log.Entry<Message>> entries, Asker asker) {
        // one for the page: randomness is dear
        String page = UUID.randomUUID().toString();
        int number = 0;
        // §4.3.4: flipping changes the order of the sending and nothing else
        for (Log.Entry<Message> entry : query.flip() ? entries.reversed() : entries) {
            Element result =
                    Element.of(
                                    ArchiveQuery.NAMESPACE,
                                    "result",
                                    Forwarded.of(
                                                    Delay.of(entry.time()),
                                                    asker.view().apply(entry.value()))
                                            .toElement())
                            .with("id", archive.id(owner, entry));
            Element named =
                    query.queryId().isEmpty() ? result : result.with("queryid", query.queryId());
            asker.sink()
                    .accept(
                            Message.of(MessageType.NORMAL, List.of(named))
                                    .withFrom(owner)
                                    .withTo(asker.address())
                                    .withId(page + "-" + ++number));
        }
    }
}
