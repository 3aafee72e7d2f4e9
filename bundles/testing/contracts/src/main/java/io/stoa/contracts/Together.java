package io.stoa.contracts;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Runs the same thing on many virtual threads at once. */
final class Together {

    private Together() {}

    /** Runs a job on so many threads, which begin together, and waits for all. */
    static void run(int threads, IntConsumer job) throws InterruptedException, ExecutionException {
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> jobs =
                    IntStream.range(0, threads)
                            .<Future<?>>mapToObj(
                                    number ->
                                            pool.submit(
                                                    () -> {
                                                        start.await();
                                                        job.accept(number);
                                                        return number;
                                                    }))
                            .toList();
            start.countDown();
            for (Future<?> done : jobs) {
                done.get();
            }
        }
    }
}
