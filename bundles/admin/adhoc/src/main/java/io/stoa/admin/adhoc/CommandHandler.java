package io.stoa.admin.adhoc;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.AdminException;
import io.stoa.admin.Administration;
import io.stoa.bus.Context;
import io.stoa.bus.Disco;
import io.stoa.bus.HandlesIq;
import io.stoa.bus.IqHandler;
import io.stoa.bus.Target;
import io.stoa.jid.Jid;
import io.stoa.stanza.Condition;
import io.stoa.stanza.DataForm;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;
import io.stoa.stanza.IqSet;
import io.stoa.stanza.StanzaException;
import io.stoa.xml.Element;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.List;
import java.util.Optional;

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
    private final RunIds ids = new RunIds();
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
        Jid requester = request.from().orElseThrow();
        Administration administration = commands.get();
        // before anything else, so that nobody learns what there is
        if (!administration.admits(requester.bare())) {
            throw Replies.forbidden();
        }
        Element command = request.payload();
        String node = command.attribute("node");
        if (!(request instanceof IqSet)
                || !command.is(Replies.NAMESPACE, "command")
                || node.isEmpty()) {
            throw new StanzaException(Condition.BAD_REQUEST);
        }
        Action action = Action.of(command.attribute("action"));
        Caller caller = new Caller(administration, requester.bare());
        return request.result(
                command.hasAttribute("sessionid")
                        ? proceed(command, action, requester, caller)
                        : begin(node, action, requester, caller));
    }

    /** §2.4.1: the first request has no session yet and says execute. */
    private Element begin(String uri, Action action, Jid requester, Caller caller) {
        Node node =
                new Nodes(caller.administration())
                        .find(uri)
                        .orElseThrow(() -> new StanzaException(Condition.ITEM_NOT_FOUND));
        if (action != Action.EXECUTE) {
            throw Replies.badAction("there is no session yet: begin with execute");
        }
        Run run = Run.begin(ids.next(requester, uri), requester, node);
        try {
            return node.form(caller, Optional.empty())
                    .map(form -> fill(run, form))
                    .orElseGet(() -> submitted(run, caller, Optional.empty()));
        } catch (AdminException refused) {
            return failed(run, refused);
        }
    }

    private Element proceed(Element command, Action action, Jid requester, Caller caller) {
        String id = command.attribute("sessionid");
        if (!ids.ours(id, requester, command.attribute("node"))) {
            throw Replies.badSession();
        }
        Run run = runs.take(id).orElseThrow(Replies::expired);
        try {
            return run.task().isPresent()
                    ? afterPlan(run, run.task().get(), action, caller)
                    : afterForm(run, action, caller, DataForm.in(command));
        } catch (StanzaException refused) {
            runs.put(run); // to be tried again
            throw refused;
        } catch (AdminException refused) {
            return failed(run, refused);
        }
    }

    private Element afterForm(Run run, Action action, Caller caller, Optional<DataForm> filled) {
        Action last = run.node().asks() ? Action.NEXT : Action.COMPLETE;
        if (action == Action.CANCEL) {
            return Replies.canceled(run);
        }
        if (action != Action.EXECUTE && action != last) {
            throw Replies.badAction("here the actions are cancel and " + last.wire());
        }
        if (filled.isEmpty()) {
            throw Replies.badPayload("the form is missing");
        }
        return submitted(run, caller, filled);
    }

    private Element submitted(Run run, Caller caller, Optional<DataForm> filled) {
        Node.Task task = run.node().task(caller, filled);
        Optional<Outcome> plan = run.node().asks() ? task.plan() : Optional.empty();
        if (plan.isEmpty()) {
            return Replies.completed(run, task.run());
        }
        runs.put(run.planning(filled, task));
        return Replies.executing(
                run,
                filled.isPresent()
                        ? List.of(Action.PREV, Action.COMPLETE)
                        : List.of(Action.COMPLETE),
                plan.get());
    }

    private Element afterPlan(Run run, Node.Task task, Action action, Caller caller) {
        return switch (action) {
            case CANCEL -> Replies.canceled(run);
            case EXECUTE, COMPLETE -> Replies.completed(run, task.run());
            case PREV ->
                    run.node()
                            .form(caller, run.filled())
                            .map(form -> fill(run.back(), form))
                            .orElseThrow(() -> Replies.badAction("this is the first stage"));
            case NEXT -> throw Replies.badAction("this is the last stage: complete it");
        };
    }

    private Element fill(Run run, DataForm form) {
        runs.put(run);
        return Replies.executing(
                run,
                List.of(run.node().asks() ? Action.NEXT : Action.COMPLETE),
                new Outcome(List.of(), List.of(form.element())));
    }

    /** §3.6: a command that fails has completed, with a note; XEP-0133 §6 has a conflict apart. */
    private static Element failed(Run run, AdminException refused) {
        if (refused.conflict() && run.node() instanceof ServiceNode) {
            throw Replies.conflict(refused.getMessage());
        }
        return Replies.completed(run, Outcome.of(Outcome.Severity.ERROR, refused.getMessage()));
    }
}
