package io.stoa.service.mucmam;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.archive.ArchiveAnswers;
import io.stoa.archive.ArchiveQuery;
import io.stoa.archive.Asker;
import io.stoa.archive.PageLimits;
import io.stoa.bus.Context;
import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;
import io.stoa.muc.RoomQueryHandler;
import io.stoa.muc.RoomView;
import io.stoa.stanza.Condition;
import io.stoa.stanza.ErrorType;
import io.stoa.stanza.IqGet;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;
import io.stoa.stanza.IqSet;
import io.stoa.stanza.StanzaError;
import io.stoa.stanza.StanzaException;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

import java.util.concurrent.ConcurrentHashMap;

/**
 * Answers questions about a room's archive (XEP-0313) to those who may enter the room now (§6.1.2).
 * Thread-safe.
 *
 * <pre>{@code
 * C: <iq to='play@conference.stoa.example' id='q1' type='set'>
 *      <query xmlns='urn:xmpp:mam:2'>
 *        <set xmlns='http://jabber.org/protocol/rsm'><max>10</max><before/></set>
 *      </query>
 *    </iq>
 * S: (ten messages)
 * S: <iq from='play@conference.stoa.example' id='q1' type='result'>
 *      <fin xmlns='urn:xmpp:mam:2'>(the page)</fin>
 *    </iq>
 * }</pre>
 */
@Component(configurationPid = "io.stoa.service.mucmam")
@Designate(ocd = RoomMam.Config.class)
public final class RoomMam implements RoomQueryHandler {

    /** The configuration. */
    @ObjectClassDefinition(
            name = "Archives of rooms",
            description = "Which rooms are archived, for how long, and how much is sent at a time.")
    public @interface Config {

        /** Whether rooms are archived. */
        @AttributeDefinition(
                description =
                        "Whether rooms are archived whose owner has not said what they want"
                                + " (muc#roomconfig_enablearchiving).")
        boolean archive() default true;

        /** The age at which messages are removed. */
        @AttributeDefinition(
                min = "0",
                description =
                        "For how many days messages are kept; 0 keeps them for ever. A room's owner"
                                + " may say less, never more. For a single room: stoa room archive"
                                + " keep.")
        int days() default 0;

        /** How often old messages are looked for. */
        @AttributeDefinition(
                min = "1",
                description = "Every how many minutes messages that are too old are removed.")
        int purgeMinutes() default 60;

        /** The usual page. */
        @AttributeDefinition(
                min = "1",
                description =
                        "How many messages are sent to a client that does not say how many it wants"
                                + " (XEP-0313 §4.3.1).")
        int page() default 50;

        /** The largest page. */
        @AttributeDefinition(
                min = "1",
                description =
                        "How many messages, or how many ids of messages, at most at a time, however"
                                + " many a client wants (XEP-0313 §4.3.1).")
        int largestPage() default 250;

        /** The bytes of a page. */
        @AttributeDefinition(
                min = "1",
                description =
                        "A page of long messages ends after so many bytes, though at least one is"
                                + " sent; well under pendingBytes of io.stoa.core.stream.")
        int pageBytes() default 262144;

        /** The size of a count. */
        @AttributeDefinition(
                min = "0",
                description =
                        "How many messages are counted for a client that asks how many there are"
                                + " (XEP-0059 §2.7); if there are more, it is not told.")
        int counted() default 10000;

        /** Questions at once. */
        @AttributeDefinition(
                min = "1",
                description =
                        "How many questions of one account, to all rooms together, are answered at"
                                + " the same time; more are refused with resource-constraint.")
        int queriesAtOnce() default 8;
    }

    private final ArchiveAnswers answers;
    private final ArchiveSettings settings;
    private final int queriesAtOnce;
    private final ConcurrentHashMap<BareJid, Integer> asking = new ConcurrentHashMap<>();

    /** Takes the archive. */
    @Activate
    public RoomMam(@Reference(policyOption = GREEDY) RoomArchive store, Config config) {
        this.answers =
                new ArchiveAnswers(
                        store.archive(),
                        new PageLimits(
                                config.page(),
                                config.largestPage(),
                                config.pageBytes(),
                                config.counted()));
        this.settings = ArchiveSettings.of(config);
        this.queriesAtOnce = config.queriesAtOnce();
    }

    @Override
    public String namespace() {
        return ArchiveQuery.NAMESPACE;
    }

    @Override
    public IqResponse handle(IqRequest request, RoomView room, Context context) {
        Jid from = request.from().orElseThrow(() -> refused(Condition.BAD_REQUEST));
        if (!settings.archives(room)) {
            throw refused(Condition.SERVICE_UNAVAILABLE);
        }
        Reader reader = Reader.of(from, room);
        BareJid account = from.bare();
        try {
            if (asking.merge(account, 1, Integer::sum) > queriesAtOnce) {
                throw new StanzaException(
                        StanzaError.of(
                                ErrorType.WAIT,
                                Condition.RESOURCE_CONSTRAINT,
                                "too many questions at once"));
            }
            return answer(request, reader, context);
        } finally {
            asking.computeIfPresent(account, (who, count) -> count > 1 ? count - 1 : null);
        }
    }

    private IqResponse answer(IqRequest request, Reader reader, Context context) {
        BareJid room = reader.room().address();
        return switch (request) {
            case IqGet get ->
                    switch (get.payload().local()) {
                        case "query" -> get.result(answers.form());
                        case "metadata" -> get.result(answers.metadata(room));
                        default -> get.error(Condition.BAD_REQUEST);
                    };
            case IqSet set -> {
                if (!set.payload().local().equals("query")) {
                    // XEP-0441: nobody has preferences in a room
                    yield set.error(Condition.BAD_REQUEST);
                }
                ArchiveQuery query = ArchiveQuery.from(set.payload());
                query.form().with().ifPresent(reader::mayLookFor);
                Asker asker = new Asker(reader.address(), reader.view(), context::send);
                yield set.result(answers.query(room, query, asker));
            }
        };
    }

    private static StanzaException refused(Condition condition) {
        return new StanzaException(condition);
    }
}
