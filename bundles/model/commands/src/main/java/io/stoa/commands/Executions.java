package io.stoa.commands;

import io.stoa.jid.Jid;
import io.stoa.stanza.Condition;
import io.stoa.stanza.DataForm;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqSet;
import io.stoa.stanza.StanzaException;
import io.stoa.xml.Element;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Executes commands (XEP-0050 §2.4). One that takes something begins with a form; one that asks
 * shows its plan, and is done when the client says {@code complete}. Thread-safe; blocks as the
 * commands do.
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
public final class Executions {

    /** How many sessions an account may have; the oldest gives way. */
    public static final int OF_ONE = 10;

    /** How long a form may take to be filled in. */
    public static final Duration LIFE = Duration.ofMinutes(10);

    /** Finds a command for who asks; empty when there is none of that node. */
    @FunctionalInterface
    public interface Catalogue extends Function<String, Optional<Command>> {}

    private final RunIds ids = new RunIds();
    private final Runs runs;

    /** Executes none yet. */
    public Executions(InstantSource clock) {
        this.runs = new Runs(clock);
    }

    /**
     * Forgets the sessions that have waited too long. Who executes commands sees to it that this is
     * done every minute or so, for there may be secrets in what was typed.
     */
    public void purge() {
        runs.purge();
    }

    /**
     * Answers a request.
     *
     * @param commands the commands that its sender may run
     * @return the {@code <command/>} of the answer
     * @throws StanzaException with an error of §4.4
     */
    public Element answer(IqRequest request, Catalogue commands) {
        Element command = request.payload();
        String node = command.attribute("node");
        if (!(request instanceof IqSet)
                || !command.is(Replies.NAMESPACE, "command")
                || node.isEmpty()) {
            throw new StanzaException(Condition.BAD_REQUEST);
        }
        Action action = Action.of(command.attribute("action"));
        Jid requester = request.from().orElseThrow();
        String place = request.to().map(it -> it.bare() + " ").orElse("") + node;
        boolean known = command.hasAttribute("sessionid");
        if (known && !ids.ours(command.attribute("sessionid"), requester, place)) {
            throw Replies.badSession();
        }
        Command found =
                commands.apply(node)
                        .orElseThrow(() -> new StanzaException(Condition.ITEM_NOT_FOUND));
        return known
                ? proceed(command, action, found)
                : begin(Run.begin(ids.next(requester, place), requester, node), action, found);
    }

    /** Ends the sessions of a requester: whoever gets the same address later has none of them. */
    public void leave(Jid requester) {
        runs.leave(requester);
    }

    /** §2.4.1: the first request has no session yet and says execute. */
    private Element begin(Run run, Action action, Command command) {
        if (action != Action.EXECUTE) {
            throw Replies.badAction("there is no session yet: begin with execute");
        }
        try {
            return command.form(Optional.empty())
                    .map(form -> fill(run, command, form))
                    .orElseGet(() -> submitted(run, command, Optional.empty()));
        } catch (CommandException refused) {
            return failed(run, refused);
        }
    }

    private Element proceed(Element request, Action action, Command command) {
        Run run = runs.take(request.attribute("sessionid")).orElseThrow(Replies::expired);
        boolean answered = false;
        try {
            Element answer =
                    run.task().isPresent()
                            ? afterPlan(run, run.task().get(), action, command)
                            : afterForm(run, action, command, DataForm.in(request));
            answered = true;
            return answer;
        } catch (CommandException refused) {
            answered = true;
            return failed(run, refused);
        } finally {
            if (!answered) {
                runs.put(run); // to be tried again, whatever was thrown
            }
        }
    }

    private Element afterForm(Run run, Action action, Command command, Optional<DataForm> filled) {
        Action last = command.asks() ? Action.NEXT : Action.COMPLETE;
        if (action == Action.CANCEL) {
            return Replies.canceled(run);
        }
        if (action != Action.EXECUTE && action != last) {
            throw Replies.badAction("here the actions are cancel and " + last.wire());
        }
        if (filled.isEmpty()) {
            throw Replies.badPayload("the form is missing");
        }
        return submitted(run, command, filled);
    }

    private Element submitted(Run run, Command command, Optional<DataForm> filled) {
        Command.Task task = command.task(filled);
        Optional<Outcome> plan = command.asks() ? task.plan() : Optional.empty();
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

    private Element afterPlan(Run run, Command.Task task, Action action, Command command) {
        return switch (action) {
            case CANCEL -> Replies.canceled(run);
            case EXECUTE, COMPLETE -> Replies.completed(run, task.run());
            case PREV ->
                    command.form(run.filled())
                            .map(form -> fill(run.back(), command, form))
                            .orElseThrow(() -> Replies.badAction("this is the first stage"));
            case NEXT -> throw Replies.badAction("this is the last stage: complete it");
        };
    }

    private Element fill(Run run, Command command, DataForm form) {
        runs.put(run);
        return Replies.executing(
                run,
                List.of(command.asks() ? Action.NEXT : Action.COMPLETE),
                new Outcome(List.of(), List.of(form.element())));
    }

    /** §3.6: a command that fails has completed, with a note. */
    private static Element failed(Run run, CommandException refused) {
        return Replies.completed(run, Outcome.of(Outcome.Severity.ERROR, refused.sentence()));
    }
}
