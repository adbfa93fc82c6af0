package io.headroom.endtoend.attack;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** A damaged file, and the calls that read it. */
final class Mutant {

    private final Path file;
    private final byte[] whole;
    private final byte[] damaged;
    private final String mutation;
    private final boolean isShown;
    private final List<List<String>> calls;

    /**
     * Creates a damaged file.
     *
     * @param file     the file that is damaged
     * @param whole    what it held before
     * @param damaged  what it holds now
     * @param mutation name of the damage
     * @param isShown  whether any difference shows that this is not all that was written: the end is cut off, or there is a seal
     * @param calls    arguments of the calls
     */
    Mutant(Path file, byte[] whole, byte[] damaged, String mutation, boolean isShown, List<List<String>> calls) {
        this.file = file;
        this.whole = whole;
        this.damaged = damaged;
        this.mutation = mutation;
        this.isShown = isShown;
        this.calls = List.copyOf(calls);
    }

    Path file() {
        return file;
    }

    byte[] whole() {
        return whole;
    }

    byte[] damaged() {
        return damaged;
    }

    /** Returns what the file holds now, one character for each byte, decompressed as far as that is possible. */
    String text() {
        return new String(GzipMutation.decompressed(damaged), StandardCharsets.ISO_8859_1);
    }

    String mutation() {
        return mutation;
    }

    List<List<String>> calls() {
        return calls;
    }

    /** Returns whether it can be told from the file alone, or from what lies beside it, that this is not all that was written. */
    boolean isPart() {
        return isShown && !Arrays.equals(whole, damaged);
    }

    @Override
    public String toString() {
        return mutation + " of " + file;
    }
}
