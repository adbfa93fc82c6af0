package io.headroom.run;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The place that an output goes to. A regular file is replaced as a whole, and only if it is one of ours. What is no regular file, such as
 * a device or a pipe, is written to and stays what it is. So is a file that a process has open and that is named by its descriptor, such as
 * standard output: others write to it as well.
 */
public final class OutputPlace {

    /** More links than any system follows. */
    private static final int MOST_LINKS = 40;

    private final Path path;
    private final boolean replaced;
    private final Optional<Descriptor> descriptor;

    private OutputPlace(Path path, boolean replaced, Optional<Descriptor> descriptor) {
        this.path = path;
        this.replaced = replaced;
        this.descriptor = descriptor;
    }

    /**
     * Looks at what is there before anything is written.
     *
     * @param mark that a file has which may be replaced
     * @throws RefusedFileException if the file must not, or cannot, be written
     */
    public static OutputPlace of(Path file, FileMark mark) throws IOException {
        Path real = file.toAbsolutePath();
        Optional<Descriptor> descriptor = Descriptor.of(real);
        for (int links = 0; descriptor.isEmpty() && Files.isSymbolicLink(real); links++) {
            if (links == MOST_LINKS) {
                throw new RefusedFileException("it is a link that leads nowhere");
            }
            real = real.resolveSibling(Files.readSymbolicLink(real)); // so that the link stays a link
            descriptor = Descriptor.of(real);
        }
        if (descriptor.isPresent() || isDevice(real)) {
            return new OutputPlace(real, false, descriptor);
        }
        requireFolder(real);
        if (!mark.isReplaceable(real)) {
            throw new RefusedFileException(
                    "it exists and is not " + mark.what() + "; move it away, or name another file");
        }
        return new OutputPlace(real, true, descriptor);
    }

    private static boolean isDevice(Path file) {
        return Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file);
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
        return descriptor.isPresent() ? descriptor.get().open() : Files.newOutputStream(path, StandardOpenOption.WRITE);
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
