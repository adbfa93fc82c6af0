package io.headroom.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.headroom.load.InjectorSample;
import io.headroom.simlog.SimulationLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The folder of one run.
 *
 * @param path of the folder
 * @param log  of the run, in that folder
 */
public record RunFolder(Path path, Path log) {

    /** Name that Gatling gives the log. */
    public static final String LOG = "simulation.log";

    private static final String SIMULATION = "simulation";
    private static final String LOG_ENDING = ".log";

    /** Name of the document that states what the run was made with. */
    public static final String WORKLOAD = "workload.json";

    /** Name of the result document. */
    public static final String RESULT = "headroom.json";

    /** Name of the page for a browser. */
    public static final String PAGE = "headroom.html";

    /** Name of Gatling's report, and of the page that lists all runs. */
    public static final String INDEX = "index.html";

    private static final String INJECTOR = "injector";
    private static final String INJECTOR_ENDING = ".jsonl";

    /** With the name that Gatling gives the log. */
    public RunFolder(Path path) {
        this(path, path.resolve(LOG));
    }

    /** Name of the folder itself, however it is reached; empty for the root of a file system. */
    public String name() {
        return Optional.ofNullable(path.toAbsolutePath().normalize().getFileName())
                .map(Path::toString)
                .orElse("");
    }

    /** Whether the log is in the folder itself, and so is Gatling's report; those of several injectors have folders of their own. */
    public boolean ownsLog() {
        return path.equals(log.getParent());
    }

    /** The result document. */
    public Path result() {
        return path.resolve(RESULT);
    }

    /** The page that is read in a browser. */
    public Path html() {
        return path.resolve(PAGE);
    }

    /** Gatling's own report. */
    public Path gatlingReport() {
        return path.resolve(INDEX);
    }

    /** The document that states what the run was made with. */
    public Path workload() {
        return path.resolve(WORKLOAD);
    }

    /**
     * What the injector noticed about itself, by the steps' labels; nothing where that was not kept. Of a log that was copied
     * elsewhere, as {@code simulation-1.log}, it is in {@code injector-1.jsonl}.
     *
     * @throws IOException when the file is there but cannot be used; the message names it
     */
    public Map<String, InjectorSample> injectorSamples() throws IOException {
        Path file = ofInjector(INJECTOR, INJECTOR_ENDING);
        return Files.exists(file) ? InjectorFile.read(file) : Map.of();
    }

    /**
     * Adds what the injector noticed about itself during a step.
     *
     * @param step label of the step
     */
    public void append(String step, InjectorSample sample) throws IOException {
        InjectorFile.append(ofInjector(INJECTOR, INJECTOR_ENDING), step, sample);
    }

    /**
     * Which clients of which run its injector hosts, if it says so.
     *
     * @throws IOException when the file is there but cannot be used; the message names it
     */
    public Optional<ClientFile> client() throws IOException {
        return document(ofInjector(ClientFile.NAME), ClientFile.SCHEMA, ClientFile::of);
    }

    /**
     * What its injector's log held when it was closed, if that says so.
     *
     * @throws IOException when the file is there but cannot be used; the message names it
     */
    public Optional<Seal> seal() throws IOException {
        return document(ofInjector(Seal.NAME), Seal.SCHEMA, Seal::of);
    }

    /** Where its injector tells how far it has got. */
    public Path heartbeat() {
        return ofInjector(Heartbeat.NAME);
    }

    /** Whether there is a log, or at least what says whose log there would be. */
    public boolean isThere() {
        return Files.isRegularFile(log) || Files.isRegularFile(ofInjector(ClientFile.NAME));
    }

    /** Whether what the run was made with is, byte by byte, what another folder says. */
    public boolean hasWorkloadOf(RunFolder other) throws IOException {
        return Files.exists(workload())
                && Files.exists(other.workload())
                && Files.mismatch(workload(), other.workload()) < 0;
    }

    /** As a tree: there may be one for each of very many injectors, and turning it into a record by reflection takes longer. */
    private <T> Optional<T> document(Path file, String schema, Function<JsonNode, T> reader) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonNode tree = Json.mapper().readTree(file.toFile());
            if (!tree.path("schema").asText().equals(schema)) {
                throw new IOException(file + " is no " + schema + " of Headroom");
            }
            return Optional.of(reader.apply(tree));
        } catch (JsonProcessingException e) {
            throw new IOException(file + " is no " + schema + " of Headroom: " + e.getOriginalMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new IOException(path + ": " + file.getFileName() + " names " + e.getMessage(), e);
        }
    }

    private Path ofInjector(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? ofInjector(name, "") : ofInjector(name.substring(0, dot), name.substring(dot));
    }

    /** Of a log that was copied elsewhere, as {@code simulation-1.log}, {@code x.json} is {@code x-1.json}. */
    private Path ofInjector(String name, String ending) {
        String logName = log.getFileName().toString();
        boolean named = logName.startsWith(SIMULATION) && logName.endsWith(LOG_ENDING);
        String part = named ? logName.substring(SIMULATION.length(), logName.length() - LOG_ENDING.length()) : "";
        return path.resolve(name + part + ending);
    }

    /** Writes the result document. */
    public void writeResult(byte[] json) throws IOException {
        WholeFile.write(result(), json);
    }

    /**
     * Writes one of the files for a pipeline.
     *
     * @param name of the file in the folder
     * @return where it is
     */
    public Path writeOutput(String name, byte[] content) throws IOException {
        Path file = path.resolve(name);
        WholeFile.write(file, content);
        return file;
    }

    /** Writes the page that is read in a browser. */
    public void writeHtml(byte[] page) throws IOException {
        WholeFile.write(html(), page);
    }

    /**
     * The folder of a run, found by the headers of the logs that there are: Gatling does not say where it writes. Nothing
     * while the header is still in Gatling's buffer.
     *
     * @param scenario name of a scenario that only this run has
     */
    public static Optional<RunFolder> find(Path resultsFolder, String scenario) throws IOException {
        if (!Files.isDirectory(resultsFolder)) {
            return Optional.empty();
        }
        return folders(resultsFolder).stream()
                .filter(folder -> SimulationLog.header(folder.log())
                        .filter(header -> header.scenarios().contains(scenario))
                        .isPresent())
                .findFirst();
    }

    private static List<RunFolder> folders(Path resultsFolder) throws IOException {
        try (Stream<Path> children = Files.list(resultsFolder)) {
            return children.map(RunFolder::new)
                    .filter(folder -> Files.isRegularFile(folder.log()))
                    .toList();
        }
    }
}
