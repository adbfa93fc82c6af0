package io.headroom.runlog;

/** Receives progress while a log is read. */
@FunctionalInterface
public interface ReadingProgress {

    /** Ignores progress. */
    ReadingProgress SILENT = (bytes, ofBytes) -> {};

    /**
     * Called from time to time.
     *
     * @param bytes   number of bytes read so far
     * @param ofBytes number of bytes in all
     */
    void read(long bytes, long ofBytes);
}
