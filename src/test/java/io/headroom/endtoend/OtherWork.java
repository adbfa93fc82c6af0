package io.headroom.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The CPU time that a machine has given to all processes but those of the tests, since some moment. What the hypervisor gave to
 * other machines counts as other work, too.
 *
 * @param busyTicks ticks in which any processor was not idle
 * @param allTicks  ticks of all processors
 * @param ownTicks  ticks of this process, of the processes that it started, and of those that these started
 */
record OtherWork(long busyTicks, long allTicks, long ownTicks) {

    private static final Path STAT = Path.of("/proc/stat");
    private static final int IDLE = 3;
    private static final int WAITING = 4;

    /** Ticks of guests are also counted elsewhere. */
    private static final int KINDS_OF_TICKS = 8;

    /** Place of a process' own ticks after its name: user, system, and the same of its children that have ended. */
    private static final int OWN = 11;

    private static final int OWN_KINDS = 4;

    /** Returns whether the system tells. */
    static boolean isKnown() {
        return Files.isReadable(STAT);
    }

    /** Starts to count; everything is 0 where the system does not tell. */
    static OtherWork now() {
        if (!isKnown()) {
            return new OtherWork(0, 0, 0);
        }
        try {
            long[] ticks = numbers(Files.readAllLines(STAT).get(0).replaceFirst("cpu +", ""), 0, KINDS_OF_TICKS);
            long all = LongStream.of(ticks).sum();
            long own = Stream.concat(
                            Stream.of(ProcessHandle.current()),
                            ProcessHandle.current().descendants())
                    .mapToLong(process -> ticksOf(process.pid()))
                    .sum();
            return new OtherWork(all - ticks[IDLE] - ticks[WAITING], all, own);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the share of all processors that other work took since then; empty where the system does not tell. */
    OptionalDouble shareUntilNow() {
        OtherWork now = now();
        long all = now.allTicks - allTicks;
        return all <= 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((now.busyTicks - busyTicks - (now.ownTicks - ownTicks)) / (double) all);
    }

    private static long ticksOf(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return LongStream.of(numbers(stat.substring(stat.lastIndexOf(')') + 2), OWN, OWN_KINDS))
                    .sum();
        } catch (IOException ended) {
            return 0; // its parent counts it
        }
    }

    private static long[] numbers(String text, int from, int count) {
        List<String> words = Arrays.asList(text.split(" ", -1));
        return words.subList(from, from + count).stream()
                .mapToLong(Long::parseLong)
                .toArray();
    }
}
