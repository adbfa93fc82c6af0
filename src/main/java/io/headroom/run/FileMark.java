package io.headroom.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Tells a kind of file that Headroom wrote from those of others, which it does not replace.
 *
 * @param what name of the kind, e.g. {@code a page of Headroom}
 * @param test tells whether a file that is not empty is one
 */
public record FileMark(String what, FileTest test) {

    /** A mark is at the beginning of a file: other files may hold the same words further on. */
    private static final int BEGINNING = 1 << 14;

    /** Tells whether a file is of a kind. */
    @FunctionalInterface
    public interface FileTest {
        /** Returns whether the file is of that kind. */
        boolean holds(Path file) throws IOException;
    }

    /**
     * Returns the mark of files that begin in a certain way.
     *
     * @param pattern regular expression that matches the beginning
     */
    public static FileMark beginning(String what, String pattern) {
        Pattern compiled = Pattern.compile(pattern);
        return new FileMark(what, file -> compiled.matcher(beginning(file)).lookingAt());
    }

    /** Returns the mark of JSON documents by the name of their schema, whatever its version. */
    public static FileMark schema(String what, String schema) {
        return beginning(
                what,
                "(?s)\\s*\\{.*\"schema\"\\s*:\\s*"
                        + Pattern.quote("\"" + schema.substring(0, schema.indexOf('/') + 1)));
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
