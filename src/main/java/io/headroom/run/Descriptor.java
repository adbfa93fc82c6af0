package io.headroom.run;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A file that a process has open, and that a path names by its descriptor: {@code /dev/stdout}, {@code /dev/fd/1}, {@code /proc/self/fd/1},
 * or another path that leads there.
 *
 * @param path without links in its folder
 */
record Descriptor(Path path) {

    /** Matches the folders whose entries are the descriptors of a process, once links are followed. */
    private static final Pattern FOLDER = Pattern.compile("/dev/fd|/proc/\\d+(/task/\\d+)?/fd");

    private static final Map<Path, FileDescriptor> BY_NAME =
            Map.of(Path.of("/dev/stdout"), FileDescriptor.out, Path.of("/dev/stderr"), FileDescriptor.err);

    private static final Map<String, FileDescriptor> BY_NUMBER =
            Map.of("1", FileDescriptor.out, "2", FileDescriptor.err);

    private static final Path PROCESSES = Path.of("/proc");

    /**
     * Returns the descriptor that a path names without following it as a link; empty if it names none.
     *
     * @param file absolute path
     */
    static Optional<Descriptor> of(Path file) throws IOException {
        Path folder = file.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return Optional.empty();
        }
        Path real = folder.toRealPath();
        Path path = real.resolve(file.getFileName());
        return BY_NAME.containsKey(path) || FOLDER.matcher(real.toString()).matches()
                ? Optional.of(new Descriptor(path))
                : Optional.empty();
    }

    /** Opens it for writing after what is already there. */
    OutputStream open() throws IOException {
        Optional<FileDescriptor> standard = standard();
        return standard.isPresent()
                ? new FileOutputStream(standard.get())
                : Files.newOutputStream(path, StandardOpenOption.APPEND);
    }

    private Optional<FileDescriptor> standard() throws IOException {
        if (BY_NAME.containsKey(path)) {
            return Optional.of(BY_NAME.get(path));
        }
        boolean ours = !path.startsWith(PROCESSES)
                || path.startsWith(PROCESSES.resolve("self").toRealPath());
        return ours ? Optional.ofNullable(BY_NUMBER.get(path.getFileName().toString())) : Optional.empty();
    }
}
