package io.stoa.core.admin;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.AdminException;
import io.stoa.admin.Field;
import io.stoa.admin.Form;
import io.stoa.admin.Report;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Commands to try the registry with. */
record Commands(Spec spec, Function<Form, Report> does) implements AdminCommand {

    /** Says what it was given. */
    static final AdminCommand ECHO =
            new Commands(
                    new Spec(
                            "echo back",
                            "Say it again.",
                            "Example: echo back hello",
                            List.of(
                                    new Field("text", "what to say", Field.Kind.TEXT, true),
                                    new Field("who", "to whom", Field.Kind.JID, false),
                                    new Field("times", "how often", Field.Kind.NUMBER, false),
                                    new Field("loud", "in capitals", Field.Kind.FLAG, false),
                                    new Field("pin", "the code", Field.Kind.SECRET, false)),
                            false),
                    form -> Report.of(form.values().toString(), "say more"));

    /** Lists two things. */
    static final AdminCommand LIST =
            new Commands(
                    new Spec("thing list", "List things.", "", List.of(), true),
                    form ->
                            Report.table(
                                    List.of("name", "size"),
                                    List.of(List.of("a", "1"), List.of("bcd \"e\"", "22"))));

    /** Asks before it changes anything, unless there is nothing to change. */
    static final AdminCommand ERASE =
            new AdminCommand() {

                @Override
                public Spec spec() {
                    return Spec.asking(
                            "erase",
                            "Erase things.",
                            "",
                            List.of(new Field("what", "the thing", Field.Kind.TEXT, true)));
                }

                @Override
                public Optional<Report> plan(Form form) {
                    if (form.text("what").equals("sky")) {
                        throw new AdminException("the sky cannot be erased");
                    }
                    return form.text("what").equals("nothing")
                            ? Optional.empty()
                            : Optional.of(Report.of("This erases " + form.text("what") + "."));
                }

                @Override
                public Report run(Form form) {
                    return Report.of("erased " + form.text("what"));
                }
            };

    /** Is shown again and again. */
    static final AdminCommand CLOCK =
            new Commands(
                    new Spec("clock", "Tick.", "", List.of(), true, AdminCommand.Manner.LIVE),
                    form -> Report.of("tick"));

    static AdminCommand failing(RuntimeException failure) {
        return new Commands(
                new Spec("fail", "Fail.", "", List.of(), false),
                form -> {
                    throw failure;
                });
    }

    static AdminCommand refusing() {
        return failing(new AdminException("not today; try tomorrow"));
    }

    @Override
    public Report run(Form form) {
        return does.apply(form);
    }
}
