package io.headroom.runlog;

/** Is told, from time to time, how far the reading of a log is. */
@FunctionalInterface
public interface ReadingProgress {

    /** Tells nobody. */
    ReadingProgress SILENT = (bytes, ofBytes) -> {};

    /**
     * So far.
     *
     * @param bytes   read of the log
     * @param ofBytes its size
     */
    void read(long bytes, long ofBytes);
}
