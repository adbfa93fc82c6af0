package io.headroom;

/** How much memory something keeps. */
public final class RetainedMemory {

    private static final long MEBIBYTE = 1 << 20;

    private RetainedMemory() {}

    /** In use now that what nobody refers to is gone, MiB. */
    public static long mebibytes() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / MEBIBYTE;
    }
}
