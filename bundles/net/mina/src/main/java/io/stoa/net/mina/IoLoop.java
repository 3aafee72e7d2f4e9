package io.stoa.net.mina;

import org.apache.mina.core.session.AttributeKey;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.transport.socket.nio.NioProcessor;
import org.apache.mina.transport.socket.nio.NioSession;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

/**
 * An I/O thread of MINA that also runs small tasks. Interest in reading must only be changed on the
 * thread that selects: MINA reads, changes and writes the selection key's interest without a lock,
 * so that a change from another thread can undo one of the I/O thread's and silence a connection.
 */
public final class IoLoop extends NioProcessor {

    private static final AttributeKey LOOP = new AttributeKey(IoLoop.class, "loop");

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

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

    @Override
    protected int select(long timeout) throws Exception {
        runTasks();
        int selected = super.select(timeout);
        runTasks();
        return selected;
    }

    private void runTasks() {
        Runnable task = tasks.poll();
        while (task != null) {
            task.run();
            task = tasks.poll();
        }
    }
}
