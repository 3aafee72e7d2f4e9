package io.stoa.core.bus;

import io.stoa.bus.Passage;
import io.stoa.jid.BareJid;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A stanza on its way: a queue of steps, each of which holds one lane or none. A step is done as a
 * whole by one thread; whether it may block is asked before it begins, so that the I/O thread never
 * waits. Used by one thread at a time.
 */
final class StanzaPassage implements Passage {

    /** One step of the path. */
    interface Step {

        /** Returns the address in whose lane the step runs. */
        BareJid lane();

        /** Tells whether the step runs in no lane at all; it then blocks. */
        default boolean outside() {
            return false;
        }

        /** Tells whether the step may block, as things are now. */
        boolean blocks();

        /**
         * Does it; what follows is added to the passage.
         *
         * @param mayBlock whether this thread may block
         */
        void run(StanzaPassage passage, boolean mayBlock);
    }

    private final Lanes lanes;
    private final Deque<Step> steps = new ArrayDeque<>(4);
    private @Nullable Step ending;

    StanzaPassage(Lanes lanes) {
        this.lanes = lanes;
    }

    /** Adds a step after all others. */
    void then(Step step) {
        steps.addLast(step);
    }

    /** Adds a step before all others. */
    void next(Step step) {
        steps.addFirst(step);
    }

    /** Sets the step that comes when all others are done, also those that they lead to. */
    void atLast(Step step) {
        ending = step;
    }

    @Override
    public boolean advance(boolean mayBlock) {
        Step step = upcoming();
        while (step != null) {
            if (!(step.outside() ? outside(step, mayBlock) : inside(step, mayBlock))) {
                return false;
            }
            step = upcoming();
        }
        return true;
    }

    private @Nullable Step upcoming() {
        Step last = ending;
        if (steps.isEmpty() && last != null) {
            ending = null;
            steps.addLast(last);
        }
        return steps.peekFirst();
    }

    private boolean outside(Step step, boolean mayBlock) {
        if (mayBlock) {
            steps.removeFirst();
            step.run(this, true);
        }
        return mayBlock;
    }

    private boolean inside(Step step, boolean mayBlock) {
        Lanes.@Nullable Lane lane = lane(step, mayBlock);
        if (lane == null) {
            return false;
        }
        steps.removeFirst();
        try {
            step.run(this, mayBlock);
        } finally {
            lanes.exit(lane);
        }
        return true;
    }

    private Lanes.@Nullable Lane lane(Step step, boolean mayBlock) {
        if (mayBlock) {
            return lanes.enter(step.lane());
        }
        return step.blocks() ? null : lanes.tryEnter(step.lane());
    }
}
