package io.headroom;

/** Measures how much memory is in use. */
public final class RetainedMemory {

    private static final long MEBIBYTE = 1 << 20;

    private RetainedMemory() {}

    /** Collects garbage, and returns the memory that is still in use, in MiB. */
    public static long mebibytes() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / MEBIBYTE;
    }
}
