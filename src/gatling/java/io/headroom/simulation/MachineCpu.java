package io.headroom.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * CPU time of the machine so far, of all processes: those CPUs of Linux's {@code /proc/stat} that this process may run on. Time that a
 * hypervisor gave to other machines counts as used. The JVM's own figure is that of the container where there is one, which does not
 * show that others have taken the CPU.
 *
 * @param used  time in use, in ticks
 * @param total all time, in ticks
 */
record MachineCpu(long used, long total) {

    /** Columns of {@code /proc/stat} after the name: user nice system idle iowait irq softirq steal; guest time is part of user. */
    private static final int COLUMNS = 8;

    private static final int IDLE = 3;
    private static final int WAITING = 4;

    /** Reads the time so far; empty where the system does not tell. */
    static Optional<MachineCpu> now() {
        try {
            String allowed = Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("Cpus_allowed_list:"))
                    .findFirst()
                    .orElse("");
            return of(Files.readString(Path.of("/proc/stat")), cpus(allowed.replaceFirst(".*:", "")));
        } catch (IOException | RuntimeException unknown) { // not Linux, or not readable
            return Optional.empty();
        }
    }

    /**
     * Adds up the time of some CPUs.
     *
     * @param stat    content of {@code /proc/stat}
     * @param allowed numbers of the CPUs
     * @return the time; empty when the content names none of them
     */
    static Optional<MachineCpu> of(String stat, BitSet allowed) {
        return stat.lines()
                .map(line -> line.split(" +", -1))
                .filter(columns -> columns[0].matches("cpu\\d+") && columns.length > COLUMNS)
                .filter(columns -> allowed.get(Integer.parseInt(columns[0].substring(3))))
                .map(MachineCpu::of)
                .reduce((one, other) -> new MachineCpu(one.used + other.used, one.total + other.total));
    }

    private static MachineCpu of(String[] columns) {
        long total = 0;
        for (int i = 1; i <= COLUMNS; i++) {
            total += Long.parseLong(columns[i]);
        }
        long idle = Long.parseLong(columns[1 + IDLE]) + Long.parseLong(columns[1 + WAITING]);
        return new MachineCpu(total - idle, total);
    }

    /** Reads a list such as {@code 0-3,8}. */
    static BitSet cpus(String list) {
        BitSet cpus = new BitSet();
        for (String range : list.strip().split(",", -1)) {
            String[] ends = range.split("-", -1);
            cpus.set(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]) + 1);
        }
        return cpus;
    }

    /** Returns the share of the time since then that was used, 0 to 1; empty when no time has passed. */
    OptionalDouble shareSince(MachineCpu then) {
        long elapsed = total - then.total;
        return elapsed > 0
                ? OptionalDouble.of(Math.max(0, Math.min(1, (used - then.used) / (double) elapsed)))
                : OptionalDouble.empty();
    }
}
