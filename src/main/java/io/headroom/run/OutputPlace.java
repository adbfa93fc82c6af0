package io.headroom.run;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * The place that an output goes to. A regular file is replaced as a whole, and only if it is one of ours. What is no regular file, such as
 * a device or a pipe, is written to and stays what it is.
 */
public final class OutputPlace {

    /** Names of standard output, which may be a file that others write to as well, and must not be replaced. */
    private static final Set<Path> STANDARD_OUTPUT =
            Set.of(Path.of("/dev/stdout"), Path.of("/dev/fd/1"), Path.of("/proc/self/fd/1"));

    private static final Set<Path> STANDARD_ERROR =
            Set.of(Path.of("/dev/stderr"), Path.of("/dev/fd/2"), Path.of("/proc/self/fd/2"));

    /** More links than any system follows. */
    private static final int MOST_LINKS = 40;

    private final Path path;
    private final boolean replaced;

    private OutputPlace(Path path, boolean replaced) {
        this.path = path;
        this.replaced = replaced;
    }

    /**
     * Looks at what is there before anything is written.
     *
     * @param mark that a file has which may be replaced
     * @throws RefusedFileException if the file must not, or cannot, be written
     */
    public static OutputPlace of(Path file, FileMark mark) throws IOException {
        Path absolute = file.toAbsolutePath();
        if (isStream(absolute)) {
            return new OutputPlace(absolute, false);
        }
        Path real = withoutLinks(absolute);
        requireFolder(real);
        if (!mark.isReplaceable(real)) {
            throw new RefusedFileException(
                    "it exists and is not " + mark.what() + "; move it away, or name another file");
        }
        return new OutputPlace(real, true);
    }

    private static boolean isStream(Path file) {
        return STANDARD_OUTPUT.contains(file)
                || STANDARD_ERROR.contains(file)
                || (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file));
    }

    /** Follows a link to the file that it names, so that the link stays a link. The file need not exist. */
    private static Path withoutLinks(Path file) throws IOException {
        Path real = file;
        for (int links = 0; Files.isSymbolicLink(real); links++) {
            if (links == MOST_LINKS) {
                throw new RefusedFileException("it is a link that leads nowhere");
            }
            real = real.resolveSibling(Files.readSymbolicLink(real));
        }
        return real;
    }

    private static void requireFolder(Path file) throws RefusedFileException {
        Path folder = file.getParent();
        if (Files.isDirectory(file) || folder == null) {
            throw new RefusedFileException("it is a folder");
        }
        if (!Files.isDirectory(folder)) {
            throw new RefusedFileException("there is no folder " + folder);
        }
        if (!Files.isWritable(folder)) {
            throw new RefusedFileException("nothing can be written into " + folder);
        }
    }

    /** Returns the file, with links followed. */
    public Path path() {
        return path;
    }

    /** Returns whether it is a regular file, which is replaced as a whole. */
    public boolean isReplaced() {
        return replaced;
    }

    /** Opens what is no regular file. */
    public OutputStream open() throws IOException {
        if (STANDARD_OUTPUT.contains(path)) {
            return new FileOutputStream(FileDescriptor.out);
        }
        return STANDARD_ERROR.contains(path)
                ? new FileOutputStream(FileDescriptor.err)
                : Files.newOutputStream(path, StandardOpenOption.WRITE);
    }

    /** Writes the whole content. */
    public void write(byte[] content) throws IOException {
        if (replaced) {
            WholeFile.replace(path, content);
        } else {
            try (OutputStream out = open()) {
                out.write(content);
            }
        }
    }
}
