package io.stoa.net.mina;

import org.apache.mina.core.service.IoProcessor;
import org.apache.mina.core.service.SimpleIoProcessorPool;
import org.apache.mina.transport.socket.nio.NioSession;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** The I/O threads that both ports share, one for each core, and their buffers. Thread-safe. */
@Component(service = IoThreads.class)
public final class IoThreads {

    private final SimpleIoProcessorPool<NioSession> pool =
            new SimpleIoProcessorPool<>(IoLoop.class, Runtime.getRuntime().availableProcessors());

    private final Buffers buffers = new Buffers();

    /** Starts the pool; its threads begin with the first connection. */
    @Activate
    public IoThreads() {}

    IoProcessor<NioSession> pool() {
        return pool;
    }

    Buffers buffers() {
        return buffers;
    }

    /** Ends the threads. */
    @Deactivate
    public void stop() {
        pool.dispose();
        MinaMemory.forget(IoLoop.class);
    }
}
