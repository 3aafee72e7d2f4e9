package io.stoa.admin.adhoc;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.Administration;
import io.stoa.bus.Context;
import io.stoa.bus.Disco;
import io.stoa.bus.HandlesIq;
import io.stoa.bus.IqHandler;
import io.stoa.bus.Target;
import io.stoa.commands.Replies;
import io.stoa.jid.BareJid;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Executes commands for administrators (XEP-0050 §2.4). A command that takes something begins with
 * a form; one that asks shows its plan, and is done when the client says {@code complete}. It runs
 * outside of lanes, for a command takes its time and may close the very session it came from.
 *
 * <pre>{@code
 * C: <iq to='stoa.example' id='e1' type='set'>
 *      <command xmlns='http://jabber.org/protocol/commands' node='urn:stoa:command:version'/>
 *    </iq>
 * S: <iq from='stoa.example' id='e1' type='result'>
 *      <command xmlns='http://jabber.org/protocol/commands' node='urn:stoa:command:version'
 *               sessionid='…' status='completed'>
 *        <x xmlns='jabber:x:data' type='result'>…</x>
 *      </command>
 *    </iq>
 * }</pre>
 */
@Component
@HandlesIq(namespace = Replies.NAMESPACE, target = Target.SERVER, lane = false)
@Disco(Replies.NAMESPACE)
public final class CommandHandler implements IqHandler {

    private final Commands commands;
    private final Runs runs;

    /** Takes the commands and the sessions that wait. */
    @Activate
    public CommandHandler(
            @Reference(policyOption = GREEDY) Commands commands,
            @Reference(policyOption = GREEDY) Runs runs) {
        this.commands = commands;
        this.runs = runs;
    }

    @Override
    public IqResponse handle(IqRequest request, Context context) {
        Administration administration = commands.get();
        BareJid account = request.from().orElseThrow().bare();
        // before anything else, so that nobody learns what there is
        if (!administration.admits(account)) {
            throw Replies.forbidden();
        }
        Caller caller = new Caller(administration, account);
        return request.result(
                runs.executions()
                        .answer(
                                request,
                                uri ->
                                        new Nodes(administration)
                                                .find(uri)
                                                .map(node -> new NodeCommand(node, caller))));
    }
}
