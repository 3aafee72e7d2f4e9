package io.stoa.service.privilege;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.im.RosterListener;
import io.stoa.jid.BareJid;
import io.stoa.stanza.IqSet;
import io.stoa.xml.Element;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.concurrent.atomic.AtomicLong;

/** Pushes changes of rosters to components that may get them (XEP-0356 §4.4). Thread-safe. */
@Component
public final class RosterTold implements RosterListener {

    private final Grants grants;
    private final Privileged privileged;
    private final Told told;
    private final AtomicLong count = new AtomicLong();

    /** Takes who is told. */
    @Activate
    public RosterTold(
            @Reference(policyOption = GREEDY) Grants grants,
            @Reference(policyOption = GREEDY) Privileged privileged,
            @Reference(policyOption = GREEDY) Told told) {
        this.grants = grants;
        this.privileged = privileged;
        this.told = told;
    }

    @Override
    public void pushed(BareJid account, Element query) {
        for (BareJid component : grants.with(Grant::pushes)) {
            if (privileged.connectedNow(component)) {
                told.send(
                        IqSet.of("roster-push-" + count.incrementAndGet(), query)
                                .withFrom(account)
                                .withTo(component));
            }
        }
    }
}
