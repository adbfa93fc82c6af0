package io.headroom.runlog;

import io.headroom.load.Timeline;
import io.headroom.simlog.UnreadableLogException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Reads the logs of several injectors, as many at the same time as there are processors and memory for. They are passed on in a fixed
 * order, so that the result does not depend on which one is finished first. Reading never gets far ahead of merging, so that few read
 * logs wait in memory.
 */
final class ParallelLogReader {

    /** Memory that reading one log takes at most, except for runs of very many steps. */
    private static final long BYTES_PER_LOG = 48L << 20;

    private static final int MOST_AT_ONCE = 8;

    private final List<Injector> injectors;
    private final long runStartEpochMillis;
    private final Optional<String> requestName;
    private final ReadingProgress progress;
    private final StepLabels labels = new StepLabels();

    /** Timelines that no log is being read into. There are as many timelines as logs that are read at the same time. */
    private final Queue<Timeline> freeTimelines = new ConcurrentLinkedQueue<>();

    private final AtomicLong bytesRead = new AtomicLong();
    private long totalBytes;

    /**
     * @param requestName name of the requests to count in somebody else's simulation; empty to count all requests
     * @param progress    receives the progress through all logs together
     */
    ParallelLogReader(RunInjectors injectors, Optional<String> requestName, ReadingProgress progress) {
        this.injectors = injectors.all();
        this.runStartEpochMillis = injectors.runStartEpochMillis();
        this.requestName = requestName;
        this.progress = progress;
    }

    /**
     * Reads all logs.
     *
     * @param merger receives the logs one after the other
     * @return the answers of all logs over time
     */
    Timeline read(Consumer<InjectorLog> merger) throws IOException, UnreadableLogException {
        for (Injector injector : injectors) {
            totalBytes += sizeOf(injector.log());
        }
        int atOnce = Math.min(mostAtOnce(), injectors.size());
        if (atOnce < 2) {
            for (Injector injector : injectors) {
                merger.accept(read(injector));
            }
            return sumOfTimelines();
        }
        ExecutorService readers = Executors.newFixedThreadPool(atOnce, task -> {
            Thread thread = new Thread(task, "log reader");
            thread.setDaemon(true);
            return thread;
        });
        try {
            read(merger, readers, atOnce);
        } finally {
            readers.shutdownNow();
        }
        return sumOfTimelines();
    }

    private Timeline sumOfTimelines() {
        Timeline all = new Timeline();
        freeTimelines.forEach(all::add);
        return all;
    }

    private static int mostAtOnce() {
        Runtime machine = Runtime.getRuntime();
        long forMemory = Math.max(1, machine.maxMemory() / BYTES_PER_LOG);
        return (int) Math.min(Math.min(machine.availableProcessors(), MOST_AT_ONCE), forMemory);
    }

    private void read(Consumer<InjectorLog> merger, ExecutorService readers, int atOnce)
            throws IOException, UnreadableLogException {
        Deque<Future<InjectorLog>> underway = new ArrayDeque<>();
        for (Injector injector : injectors) {
            if (underway.size() > atOnce) {
                merger.accept(result(underway.remove()));
            }
            underway.add(readers.submit(() -> read(injector)));
        }
        while (!underway.isEmpty()) {
            merger.accept(result(underway.remove()));
        }
    }

    private static InjectorLog result(Future<InjectorLog> reading) throws IOException, UnreadableLogException {
        try {
            return reading.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped while logs were read", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failed) {
                throw failed;
            }
            if (e.getCause() instanceof UnreadableLogException unreadable) {
                throw unreadable;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private InjectorLog read(Injector injector) throws IOException, UnreadableLogException {
        long[] reported = {0};
        Timeline timeline = Optional.ofNullable(freeTimelines.poll()).orElseGet(Timeline::new);
        InjectorLog log =
                InjectorLog.read(injector, timeline, labels, runStartEpochMillis, requestName, (bytes, ofBytes) -> {
                    long more = bytes - reported[0];
                    reported[0] = bytes;
                    report(bytesRead.addAndGet(more));
                });
        freeTimelines.add(timeline);
        return log;
    }

    private synchronized void report(long bytes) {
        progress.read(Math.min(bytes, totalBytes), totalBytes); // more are read of compressed logs
    }

    private static long sizeOf(Path log) throws IOException {
        return Files.exists(log) ? Files.size(log) : 0;
    }
}
