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
 * A log and the name of the client that wrote it.
 *
 * @param file        the log; it may not exist if {@code part} says which clients it would hold
 * @param client      in a run of several clients, the client that the log's header names, or the first of them, which makes the smoke
 *                    call; otherwise the name of the injector's folder, or of the log if several logs were collected in one folder
 * @param part        the clients of the run whose requests the log holds; empty if unknown
 * @param clockMillis milliseconds to add to its times, so that all logs of the run have one clock
 */
record NamedLog(Path file, String client, Optional<RunPart> part, long clockMillis) {

    /** Names the client of each log. If two names would be equal, the paths below the run's folder are the names. */
    static List<NamedLog> of(List<Path> files, RunInjectors oneRun) {
        Set<String> names = new HashSet<>();
        boolean distinct = files.stream().allMatch(file -> names.add(name(injector(file))));
        Path run = runFolder(files);
        return files.stream()
                .map(file -> new NamedLog(
                        file,
                        oneRun.part(file)
                                .map(part -> ClientShare.name(part.first()))
                                .orElseGet(() -> distinct ? name(injector(file)) : pathBelow(run, injector(file))),
                        oneRun.part(file),
                        oneRun.clockMillis(file)))
                .toList();
    }

    /** Returns whether the log does not exist although it is known which clients it would hold. */
    boolean isAbsent() {
        return part.isPresent() && !Files.exists(file);
    }

    /** Returns the name of the run, which is the name of the innermost folder that holds all logs. */
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

    /** Returns the path that names the injector: the folder of a {@code simulation.log}, or another log without its extension. */
    private static Path injector(Path file) {
        Path absolute = absolute(file);
        String name = absolute.getFileName().toString();
        return name.equals(RunFolder.LOG)
                ? absolute.getParent()
                : absolute.resolveSibling(name.endsWith(".log") ? name.substring(0, name.length() - 4) : name);
    }

    private static String pathBelow(Path run, Path injector) {
        return run.relativize(injector).toString().replace('\\', '/');
    }

    private static String name(Path path) {
        return Optional.ofNullable(path.getFileName()).map(Path::toString).orElse("");
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }
}
