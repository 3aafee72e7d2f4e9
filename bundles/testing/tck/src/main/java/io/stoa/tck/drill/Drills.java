package io.stoa.tck.drill;

import java.util.List;

/** What is done to features. */
public final class Drills {

    /** Every drill, in an order in which none is in the way of the next. */
    public static final List<Drill> ALL =
            List.of(
                    new PlanDrill(),
                    new SwitchDrill(),
                    new UpdateDrill(),
                    new BreakDrill(),
                    new PinDrill(),
                    new KeysDrill(),
                    new LeakDrill());

    /** The same for what ends streams when it is replaced. */
    public static final List<Drill> RETURNING =
            List.of(
                    new PlanDrill(),
                    new ReturnDrill(),
                    new BreakDrill(),
                    new PinDrill(),
                    new KeysDrill(),
                    new LeakDrill());

    private Drills() {}
}
