package io.stoa.im.mam;

import io.stoa.bus.Context;
import io.stoa.bus.Intercepts;
import io.stoa.bus.Kind;
import io.stoa.bus.Leg;
import io.stoa.bus.NonBlocking;
import io.stoa.bus.Stage;
import io.stoa.bus.StanzaInterceptor;
import io.stoa.bus.Verdict;
import io.stoa.jid.BareJid;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaId;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Takes the archive's id off again before a message leaves its account: it is for those who may
 * read the archive (XEP-0313 §3.5), that is for the account's own clients, which got it with their
 * carbon.
 */
@Component
@Intercepts(kind = Kind.MESSAGE, leg = Leg.SENT, stage = Stage.SEAL)
@NonBlocking
public final class ArchiveSeal implements StanzaInterceptor {

    /** Makes a seal. */
    @Activate
    public ArchiveSeal() {}

    @Override
    public Verdict intercept(Stanza stanza, Context context) {
        BareJid account = context.self();
        boolean toItself = stanza.to().filter(to -> to.bare().equals(account)).isPresent();
        return new Verdict.Pass(toItself ? stanza : StanzaId.strip(stanza, account));
    }
}
