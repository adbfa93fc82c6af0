package io.headroom.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads files that Headroom keeps small, and refuses others: a run's folder may come from anyone, and may hold anything. The messages of
 * all exceptions name the file.
 */
public final class SmallFile {

    /** Larger than any document that Headroom writes, but for its results. */
    private static final int LARGEST_DOCUMENT = 1 << 20;

    private SmallFile() {}

    /**
     * Reads a whole document.
     *
     * @throws IOException when it is larger than any that Headroom writes, or no regular file
     */
    public static byte[] document(Path file) throws IOException {
        return bytes(file, LARGEST_DOCUMENT);
    }

    /**
     * Reads a whole text in UTF-8. What is not UTF-8 is replaced.
     *
     * @param most its largest size, bytes
     * @throws IOException when it is larger, or no regular file
     */
    public static String text(Path file, int most) throws IOException {
        return new String(bytes(file, most), StandardCharsets.UTF_8);
    }

    /**
     * Reads a whole file.
     *
     * @param most its largest size, bytes
     * @throws IOException when it is larger, or no regular file
     */
    public static byte[] bytes(Path file, int most) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + " is not a regular file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] read = in.readNBytes(most + 1);
            if (read.length > most) {
                throw new IOException(file + " is too large: it has more than " + most + " bytes");
            }
            return read;
        } catch (FileSystemException e) {
            throw new IOException(file + " cannot be read: " + IoReason.of(e), e);
        }
    }
}
