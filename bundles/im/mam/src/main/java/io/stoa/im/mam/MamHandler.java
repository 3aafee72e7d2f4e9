package io.stoa.im.mam;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.archive.ArchiveAnswers;
import io.stoa.archive.ArchiveQuery;
import io.stoa.archive.Asker;
import io.stoa.archive.PageLimits;
import io.stoa.archive.Retraction;
import io.stoa.bus.AccountDisco;
import io.stoa.bus.Context;
import io.stoa.bus.HandlesIq;
import io.stoa.bus.IqHandler;
import io.stoa.bus.Target;
import io.stoa.jid.BareJid;
import io.stoa.session.Session;
import io.stoa.stanza.Condition;
import io.stoa.stanza.IqGet;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;
import io.stoa.stanza.IqSet;
import io.stoa.stanza.ResultSet;
import io.stoa.stanza.StanzaError;
import io.stoa.xml.Element;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Answers an account's questions about its archive (XEP-0313) and keeps its preferences (XEP-0441).
 * Only the account itself comes here: others get {@code service-unavailable} from the bus, as if
 * there were no such account.
 *
 * <pre>{@code
 * C: <iq id='q1' type='set'>
 *      <query xmlns='urn:xmpp:mam:2' queryid='f27'>
 *        <set xmlns='http://jabber.org/protocol/rsm'><max>10</max><before/></set>
 *      </query>
 *    </iq>
 * S: (ten messages)
 * S: <iq id='q1' type='result'>
 *      <fin xmlns='urn:xmpp:mam:2'>
 *        <set xmlns='http://jabber.org/protocol/rsm'>
 *          <first>LdKcHh5mJ8jhKhWl0rB1cA</first><last>6vXbTJr0Y0pWkQmYIfq7Sg</last>
 *        </set>
 *      </fin>
 *    </iq>
 * }</pre>
 */
@Component(configurationPid = "io.stoa.im.mam")
@Designate(ocd = MamHandler.Config.class)
@HandlesIq(namespace = ArchiveQuery.NAMESPACE, target = Target.ACCOUNT)
@AccountDisco({
    ArchiveQuery.NAMESPACE,
    ArchiveQuery.NAMESPACE + "#extended",
    ArchiveQuery.NAMESPACE + "#groupchat-field",
    ResultSet.NAMESPACE,
    "urn:xmpp:sid:0",
    Retraction.NAMESPACE,
    Retraction.NAMESPACE + "#tombstone"
})
public final class MamHandler implements IqHandler {

    /** The configuration. */
    @ObjectClassDefinition(
            name = "Message archive",
            description = "What is archived, for how long, and how much is sent at a time.")
    public @interface Config {

        /** What is archived by default. */
        @AttributeDefinition(
                description =
                        "Whose messages are archived for an account that has not said what it wants"
                                + " (XEP-0441 §2.1.1): always, never or roster.",
                options = {@Option("always"), @Option("never"), @Option("roster")})
        String archive() default "always";

        /** The age at which messages are removed. */
        @AttributeDefinition(
                min = "0",
                description =
                        "For how many days messages are kept; 0 keeps them for ever. For a single"
                                + " account: stoa archive keep.")
        int days() default 0;

        /** The same for single domains. */
        @AttributeDefinition(
                required = false,
                description =
                        "For how many days the messages of the accounts of a domain are kept, where"
                                + " that differs: example.org:90, example.com:0, and so on.")
        String[] daysOfDomain() default {};

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

        /** The length of the preferences' lists. */
        @AttributeDefinition(
                min = "0",
                description =
                        "How many addresses the lists of an account's preferences may have"
                                + " together; more are refused with policy-violation.")
        int listedJids() default 1000;
    }

    private final PreferenceBook preferences;
    private final ArchiveAnswers answers;

    /** Takes what it needs. */
    @Activate
    public MamHandler(
            @Reference(policyOption = GREEDY) ArchiveStore store,
            @Reference(policyOption = GREEDY) PreferenceBook preferences,
            Config config) {
        this.preferences = preferences;
        this.answers =
                new ArchiveAnswers(
                        store.archive(),
                        new PageLimits(
                                config.page(),
                                config.largestPage(),
                                config.pageBytes(),
                                config.counted()));
    }

    @Override
    public IqResponse handle(IqRequest request, Context context) {
        BareJid account = context.self();
        return switch (request) {
            case IqGet get -> get(get, account);
            case IqSet set -> set(set, account, context.session());
        };
    }

    private IqResponse get(IqGet get, BareJid account) {
        return switch (get.payload().local()) {
            case "query" -> get.result(answers.form());
            case "metadata" -> get.result(answers.metadata(account));
            case "prefs" -> get.result(preferences.get(account).toElement());
            default -> get.error(Condition.BAD_REQUEST);
        };
    }

    private IqResponse set(IqSet set, BareJid account, Optional<Session> session) {
        Element payload = set.payload();
        return switch (payload.local()) {
            case "query" ->
                    session.map(asker -> query(set, account, asker))
                            .orElseGet(
                                    () ->
                                            set.error(
                                                    StanzaError.of(
                                                            Condition.NOT_ALLOWED,
                                                            "results go to a session")));
            case "prefs" -> {
                preferences.set(account, Preferences.from(payload));
                yield set.result(preferences.get(account).toElement());
            }
            default -> set.error(Condition.BAD_REQUEST);
        };
    }

    private IqResponse query(IqSet set, BareJid account, Session asker) {
        return set.result(
                answers.query(
                        account,
                        ArchiveQuery.from(set.payload()),
                        new Asker(asker.address(), UnaryOperator.identity(), asker::deliver)));
    }
}
