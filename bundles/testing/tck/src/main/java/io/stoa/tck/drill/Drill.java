package io.stoa.tck.drill;

import io.stoa.tck.Finding;
import io.stoa.tck.Subject;
import io.stoa.tck.server.Crowd;

import java.util.List;

/** Something that is done to a feature. */
public interface Drill {

    /** Every drill, in an order in which none is in the way of the next. */
    List<Drill> ALL =
            List.of(
                    new PlanDrill(),
                    new SwitchDrill(),
                    new UpdateDrill(),
                    new BreakDrill(),
                    new PinDrill(),
                    new KeysDrill(),
                    new LeakDrill());

    /** Does it and says what came out. */
    List<Finding> run(Crowd crowd, Subject subject);
}
