package io.headroom.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.headroom.gate.Baseline;
import io.headroom.run.FileMark;
import io.headroom.run.IoReason;
import io.headroom.run.Json;
import io.headroom.run.SmallFile;
import io.headroom.run.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder of the saved baselines, which holds one file for each. The files are meant to be committed.
 *
 * @param folder path of the folder, which need not exist
 */
public record Baselines(Path folder) {

    private static final String ENDING = ".json";
    private static final FileMark MARK = FileMark.schema("a baseline of Headroom", Baseline.SCHEMA);

    /** Returns the baselines that are kept beside the runs. */
    public static Baselines in(Path resultsFolder) {
        return new Baselines(resultsFolder.resolve("baselines"));
    }

    /** Returns the path of the file of a baseline. */
    public Path file(String name) {
        return folder.resolve(name + ENDING);
    }

    /** Returns the names of all baselines, sorted. */
    public List<String> names() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ENDING))
                    .map(name -> name.substring(0, name.length() - ENDING.length()))
                    .sorted()
                    .toList();
        }
    }

    /**
     * Returns the baseline of that name, if there is one.
     *
     * @throws IOException when the file cannot be read or is not a baseline; the message names the file
     */
    public Optional<Baseline> find(String name) throws IOException {
        Path file = file(name);
        return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
    }

    private static Baseline read(Path file) throws IOException {
        try {
            Baseline baseline = Json.mapper().readValue(SmallFile.document(file), Baseline.class);
            Optional<String> problem = baseline == null ? Optional.of("it holds null") : baseline.problem();
            if (problem.isPresent()) {
                throw new IOException(file + " is not a baseline of this version of Headroom: " + problem.get());
            }
            return baseline;
        } catch (JsonProcessingException e) {
            throw new IOException(file + " is not a baseline of Headroom: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * Saves a baseline, and replaces one of the same name.
     *
     * @throws IOException when it cannot be written; the message names the file
     */
    public void save(Baseline baseline) throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new IOException(folder + " cannot be created: " + IoReason.of(e), e);
        }
        WholeFile.write(file(baseline.name()), Json.bytes(baseline), MARK);
    }
}
