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

/**
 * Reads the logs of several injectors, as many at the same time as there are processors and memory for. They are handed on in their
 * order, so that nothing depends on which is read first, and no more of them are read than are soon handed on.
 */
final class LogReaders {

    /** What reading a log takes at most, apart from runs of very many steps. */
    private static final long BYTES_A_LOG = 48L << 20;

    private static final int MOST_AT_ONCE = 8;

    private final List<Injector> injectors;
    private final long runStartEpochMillis;
    private final Optional<String> request;
    private final ReadingProgress progress;
    private final StepLabels labels = new StepLabels();

    /** Those that no log is told into now: there are as many as logs are read at the same time. */
    private final Queue<Timeline> timelines = new ConcurrentLinkedQueue<>();

    private final AtomicLong bytesRead = new AtomicLong();
    private long bytesInAll;

    /** Is handed the logs, one after the other. */
    @FunctionalInterface
    interface Merging {
        void add(ReadLog log);
    }

    LogReaders(List<Injector> injectors, long runStartEpochMillis, Optional<String> request, ReadingProgress progress) {
        this.injectors = injectors;
        this.runStartEpochMillis = runStartEpochMillis;
        this.request = request;
        this.progress = progress;
    }

    /** Reads all of them, and returns what happened over time in all. */
    Timeline read(Merging merging) throws IOException, UnreadableLogException {
        for (Injector injector : injectors) {
            bytesInAll += sizeOf(injector.log());
        }
        int atOnce = Math.min(atOnce(), injectors.size());
        if (atOnce < 2) {
            for (Injector injector : injectors) {
                merging.add(read(injector));
            }
            return timeline();
        }
        ExecutorService readers = Executors.newFixedThreadPool(atOnce, task -> {
            Thread thread = new Thread(task, "log reader");
            thread.setDaemon(true);
            return thread;
        });
        try {
            read(merging, readers, atOnce);
        } finally {
            readers.shutdownNow();
        }
        return timeline();
    }

    private Timeline timeline() {
        Timeline all = new Timeline();
        timelines.forEach(all::add);
        return all;
    }

    private static int atOnce() {
        Runtime machine = Runtime.getRuntime();
        long forMemory = Math.max(1, machine.maxMemory() / BYTES_A_LOG);
        return (int) Math.min(Math.min(machine.availableProcessors(), MOST_AT_ONCE), forMemory);
    }

    private void read(Merging merging, ExecutorService readers, int atOnce) throws IOException, UnreadableLogException {
        Deque<Future<ReadLog>> underway = new ArrayDeque<>();
        for (Injector injector : injectors) {
            if (underway.size() > atOnce) {
                merging.add(got(underway.remove()));
            }
            underway.add(readers.submit(() -> read(injector)));
        }
        while (!underway.isEmpty()) {
            merging.add(got(underway.remove()));
        }
    }

    private static ReadLog got(Future<ReadLog> reading) throws IOException, UnreadableLogException {
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

    private ReadLog read(Injector injector) throws IOException, UnreadableLogException {
        long[] told = {0};
        Timeline timeline = Optional.ofNullable(timelines.poll()).orElseGet(Timeline::new);
        ReadLog read = ReadLog.of(injector, timeline, labels, runStartEpochMillis, request, (bytes, ofBytes) -> {
            long more = bytes - told[0];
            told[0] = bytes;
            tell(bytesRead.addAndGet(more));
        });
        timelines.add(timeline);
        return read;
    }

    private synchronized void tell(long bytes) {
        progress.read(bytes, bytesInAll);
    }

    private static long sizeOf(Path log) throws IOException {
        return Files.exists(log) ? Files.size(log) : 0;
    }
}
