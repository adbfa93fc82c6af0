package io.headroom.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Tells a kind of file that Headroom wrote from those of others, which it does not replace.
 *
 * @param what name of the kind, e.g. {@code a page of Headroom}
 * @param test tells whether a file that is not empty is one
 */
public record FileMark(String what, FileTest test) {

    /** A mark is near the beginning of a file. */
    private static final int BEGINNING = 1 << 14;

    /** Tells whether a file is of a kind. */
    @FunctionalInterface
    public interface FileTest {
        /** Returns whether the file is of that kind. */
        boolean holds(Path file) throws IOException;
    }

    /** Returns the mark of files that hold a text near their beginning. */
    public static FileMark text(String what, String text) {
        return new FileMark(what, file -> beginning(file).contains(text));
    }

    /** Returns the mark of JSON documents by the name of their schema, whatever its version. */
    public static FileMark schema(String what, String schema) {
        return text(what, "\"" + schema.substring(0, schema.indexOf('/') + 1));
    }

    private static String beginning(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(BEGINNING), StandardCharsets.UTF_8);
        }
    }

    /** Returns whether nothing is lost if a file of this kind is written there: there is none, or one of this kind. */
    public boolean isReplaceable(Path file) throws IOException {
        return !Files.exists(file) || (Files.isRegularFile(file) && (Files.size(file) == 0 || test.holds(file)));
    }
}
