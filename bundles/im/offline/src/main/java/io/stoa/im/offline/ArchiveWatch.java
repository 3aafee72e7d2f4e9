package io.stoa.im.offline;

import io.stoa.bus.Context;
import io.stoa.bus.Intercepts;
import io.stoa.bus.Kind;
import io.stoa.bus.Leg;
import io.stoa.bus.NonBlocking;
import io.stoa.bus.Stage;
import io.stoa.bus.StanzaInterceptor;
import io.stoa.bus.Verdict;
import io.stoa.stanza.IqSet;
import io.stoa.stanza.Stanza;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Notices that a client reads its own archive (XEP-0313 §4): what it finds there it need not get a
 * second time. Lets everything pass.
 */
@Component
@NonBlocking
@Intercepts(kind = Kind.IQ, leg = Leg.SENT, stage = Stage.GUARD)
public final class ArchiveWatch implements StanzaInterceptor {

    private static final String ARCHIVE = "urn:xmpp:mam:2";

    /** Makes a watch. */
    @Activate
    public ArchiveWatch() {}

    @Override
    public Verdict intercept(Stanza stanza, Context context) {
        if (stanza instanceof IqSet query
                && query.payload().is(ARCHIVE, "query")
                && query.to().filter(context.self()::equals).isPresent()) {
            context.session().ifPresent(it -> Marks.set(it, Marks.ARCHIVE));
        }
        return new Verdict.Pass(stanza);
    }
}
