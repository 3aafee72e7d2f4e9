package io.stoa.tck.drill;

import io.stoa.load.Questions;
import io.stoa.tck.Finding;
import io.stoa.tck.Manner;
import io.stoa.tck.Subject;
import io.stoa.tck.server.Crowd;

import java.util.List;
import java.util.stream.Collectors;

/** What drills say alike. Stateless. */
final class Words {

    private Words() {}

    /** P1: nobody notices; or P10: everybody comes back, and nobody else notices. */
    static Finding undisturbed(Subject subject, String during, Crowd.Session session) {
        if (subject.manner() == Manner.RETURNING) {
            return new Finding(
                    "P10",
                    subject.name(),
                    "everybody during " + during,
                    "0 lost, doubled, out of order; all back, 0 sessions lost, 0 seen to leave",
                    session.words(),
                    session.undisturbed());
        }
        return new Finding(
                "P1",
                subject.name(),
                "everybody else during " + during,
                "0 lost, doubled, out of order; 0 disconnects",
                session.words(),
                session.undisturbed());
    }

    /** P1 in rooms: everything in one order for all, and nobody has to come back. */
    static List<Finding> rooms(Subject subject, String during, Crowd.Session session) {
        return session.talk().stream()
                .map(
                        it ->
                                new Finding(
                                        "P1",
                                        subject.name(),
                                        "everybody in rooms during " + during,
                                        "0 lost, doubled, out of a room's one order; 0 departures",
                                        it.words(),
                                        it.undisturbed()))
                .toList();
    }

    /** P3: every request got exactly one answer. */
    static Finding exact(Subject subject, String during, Crowd.Session session) {
        List<Questions.Answers> answers = session.answers();
        String words =
                answers.stream()
                        .map(
                                it ->
                                        "%d asked %s, %d unanswered, %d twice"
                                                .formatted(
                                                        it.asked(),
                                                        it.outcomes(),
                                                        it.unanswered(),
                                                        it.twice()))
                        .collect(Collectors.joining("; "));
        return new Finding(
                "P3",
                subject.name(),
                "requests during " + during,
                "exactly one answer each",
                words.isEmpty() ? "it answers no requests" : words,
                answers.stream().allMatch(Questions.Answers::exact));
    }

    /** A time that decides only where times are judged. */
    static boolean within(Crowd crowd, double millis, double limit) {
        return !crowd.scale().judged() || millis <= limit;
    }

    /** The same for whole milliseconds. */
    static boolean within(Crowd crowd, long millis, int limit) {
        return !crowd.scale().judged() || millis <= limit;
    }
}
