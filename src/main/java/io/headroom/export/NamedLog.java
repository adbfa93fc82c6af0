package io.headroom.export;

import io.headroom.load.ClientShare;
import io.headroom.load.RunPart;
import io.headroom.run.RunFolder;
import io.headroom.runlog.RunInjectors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A log, and the name of the client that wrote it.
 *
 * @param file        the log; need not exist where it is known whose it would be
 * @param client      the client that its header names, of a run that has clients (of several, the first, which makes the smoke
 *                    call); otherwise the name of the injector's folder, or of a log that was collected with others in one folder
 * @param part        which clients of the run it holds; nothing where that is not known
 * @param clockMillis what is to be added to its times so that they are by the clock of all, milliseconds
 */
record NamedLog(Path file, String client, Optional<RunPart> part, long clockMillis) {

    /** Gives each log the name of its client: where two would have the same, their paths below the run's folder. */
    static List<NamedLog> of(List<Path> files, RunInjectors oneRun) {
        Set<String> names = new HashSet<>();
        boolean distinct = files.stream().allMatch(file -> names.add(name(injector(file))));
        Path run = runFolder(files);
        return files.stream()
                .map(file -> new NamedLog(
                        file,
                        oneRun.part(file)
                                .map(part -> ClientShare.name(part.first()))
                                .orElseGet(() -> distinct ? name(injector(file)) : below(run, injector(file))),
                        oneRun.part(file),
                        oneRun.clockMillis(file)))
                .toList();
    }

    /** Whether it is known whose it would be, but it is not there. */
    boolean isAbsent() {
        return part.isPresent() && !Files.exists(file);
    }

    /** Name of the run: that of the innermost folder that holds all logs. */
    static String run(List<Path> files) {
        return name(runFolder(files));
    }

    private static Path runFolder(List<Path> files) {
        Path common = absolute(files.get(0)).getParent();
        for (Path file : files) {
            while (!absolute(file).startsWith(common)) {
                common = common.getParent();
            }
        }
        return common;
    }

    /** The folder that Gatling's log stands for, or else the log without its ending. */
    private static Path injector(Path file) {
        Path absolute = absolute(file);
        String name = absolute.getFileName().toString();
        return name.equals(RunFolder.LOG)
                ? absolute.getParent()
                : absolute.resolveSibling(name.endsWith(".log") ? name.substring(0, name.length() - 4) : name);
    }

    private static String below(Path run, Path injector) {
        return run.relativize(injector).toString().replace('\\', '/');
    }

    private static String name(Path path) {
        return Optional.ofNullable(path.getFileName()).map(Path::toString).orElse("");
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }
}
