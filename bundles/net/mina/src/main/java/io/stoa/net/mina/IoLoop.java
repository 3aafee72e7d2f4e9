package io.stoa.net.mina;

import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.session.AttributeKey;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.transport.socket.nio.NioProcessor;
import org.apache.mina.transport.socket.nio.NioSession;
import org.jspecify.annotations.Nullable;

import java.nio.channels.SelectionKey;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

/**
 * An I/O thread of MINA that also runs small tasks, and spares the system calls that MINA makes in
 * vain (docs/adr/0027). Interest in reading must only be changed on the thread that selects: MINA
 * reads, changes and writes the selection key's interest without a lock, so that a change from
 * another thread can undo one of the I/O thread's and silence a connection.
 */
public final class IoLoop extends NioProcessor {

    private static final AttributeKey LOOP = new AttributeKey(IoLoop.class, "loop");

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

    /** The thread that runs this loop at present. */
    private volatile @Nullable Thread thread;

    // on the I/O thread only
    private final List<NioSession> selected = new ArrayList<>();
    private boolean again;

    /** Makes a loop; MINA's pool does so by reflection. */
    public IoLoop(Executor executor) {
        super(executor);
    }

    /** Runs a task soon, on the I/O thread of a session. It must not block. */
    static void on(IoSession session, Runnable task) {
        if (session.getAttribute(LOOP) instanceof IoLoop loop) {
            loop.tasks.add(task);
            loop.wakeup();
        }
    }

    @Override
    protected void init(NioSession session) throws Exception {
        session.setAttribute(LOOP, this);
        super.init(session);
    }

    /** A loop that wakes itself need not go through the kernel: it will not sleep. */
    @Override
    protected void wakeup() {
        if (Thread.currentThread().equals(thread)) {
            wakeupCalled.set(true);
            again = true;
        } else {
            super.wakeup();
        }
    }

    /** As MINA's, without the set of selected keys, which are hard to hash. */
    @Override
    protected int select(long timeout) throws Exception {
        thread = Thread.currentThread();
        runTasks();
        selected.clear();
        if (again) {
            again = false;
            selector.selectNow(this::select);
        } else {
            selector.select(this::select, timeout);
        }
        runTasks();
        return selected.size();
    }

    private void select(SelectionKey key) {
        selected.add((NioSession) key.attachment());
    }

    @Override
    protected Iterator<NioSession> selectedSessions() {
        return new Once(selected.iterator());
    }

    /** MINA asks when it may end the thread, which then may come to run another loop. */
    @Override
    protected int allSessionsCount() {
        int count = super.allSessionsCount();
        if (count == 0) {
            thread = null;
        }
        return count;
    }

    private void runTasks() {
        Runnable task = tasks.poll();
        while (task != null) {
            task.run();
            task = tasks.poll();
        }
    }

    /**
     * MINA reads until there is nothing more. What did not fill the buffer was all there was; and
     * if more has come since, the selector says so.
     */
    @Override
    protected int read(NioSession session, IoBuffer buffer) throws Exception {
        return buffer.position() > 0 ? 0 : super.read(session, buffer);
    }

    /**
     * MINA forgets a buffer of which a part was written: it looks at those behind it only, and
     * while there are none, nothing would tell that the socket takes more.
     */
    @Override
    public void updateTrafficControl(NioSession session) {
        super.updateTrafficControl(session);
        if (session.getCurrentWriteRequest() != null) {
            flush(session);
        }
    }

    /** MINA removes each session from what was selected, which the next selection does anyway. */
    private record Once(Iterator<NioSession> onward) implements Iterator<NioSession> {

        @Override
        public boolean hasNext() {
            return onward.hasNext();
        }

        @Override
        public NioSession next() {
            return onward.next();
        }

        @Override
        public void remove() {
            // the list is emptied at once
        }
    }
}
