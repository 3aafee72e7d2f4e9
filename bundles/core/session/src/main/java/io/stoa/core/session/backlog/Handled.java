package io.stoa.core.session.backlog;

import io.stoa.session.Outlet;
import io.stoa.xml.Element;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How many of a client's stanzas were handled, and how many of them would still be after a crash:
 * what tells the client of one waits until then. Used under the session's lock.
 */
public final class Handled {

    /** An answer that waits until so much of what the client sent is durable. */
    private record Answer(long count, Element nonza) {}

    private final Deque<Answer> answers = new ArrayDeque<>(1);
    private long count;
    private long safe;

    /** Begins as it was before the process ended. */
    public void restore(long before) {
        count = before;
        safe = before;
    }

    public long count() {
        return count;
    }

    /** One more; returns its number. */
    public long next() {
        count++;
        return count;
    }

    /** There is no journal that would have to be waited for. */
    public void allSafe() {
        safe = count;
    }

    public boolean isAllSafe() {
        return safe >= count;
    }

    public void answerWhenSafe(Element nonza) {
        answers.addLast(new Answer(count, nonza));
    }

    /** Takes notice of what is durable now, and says what has waited for it. */
    public void safe(long upTo, Outlet outlet) {
        safe = Math.max(safe, upTo);
        while (!answers.isEmpty() && answers.getFirst().count() <= safe) {
            outlet.nonza(answers.removeFirst().nonza());
        }
    }

    /** Nobody is there who could be answered. */
    public void forgetAnswers() {
        answers.clear();
    }
}
