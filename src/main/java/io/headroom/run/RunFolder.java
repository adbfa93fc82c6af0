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
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Represents the folder of a run, and knows the names of the files in it.
 *
 * <p>Logs of several injectors can be collected in one folder as {@code simulation-1.log}, {@code simulation-2.log} and so on. A file
 * that belongs to such a log then has the same ending to its name: {@code client-1.json} belongs to {@code simulation-1.log}, also
 * once that is compressed to {@code simulation-1.log.gz}.
 *
 * @param path the folder
 * @param log  the log, usually in that folder
 */
public record RunFolder(Path path, Path log) {

    private static final String SIMULATION = "simulation";
    private static final String LOG_ENDING = ".log";
    private static final String GZIP_ENDING = ".gz";

    /** Name that Gatling gives the log. */
    public static final String LOG = SIMULATION + LOG_ENDING;

    private static final Pattern COLLECTED_LOG = Pattern.compile(SIMULATION + "[-_.].*" + Pattern.quote(LOG_ENDING));

    /** Name of the document that states what the run was made with. */
    public static final String WORKLOAD = "workload.json";

    /** Name of the result document. */
    public static final String RESULT = "headroom.json";

    /** Name of the page for a browser. */
    public static final String PAGE = "headroom.html";

    /** Name of Gatling's report, and of the page that lists all runs. */
    public static final String INDEX = "index.html";

    private static final FileMark RESULT_MARK = FileMark.schema("a result of Headroom", "headroom/");

    private static final String INJECTOR = "injector";
    private static final String INJECTOR_ENDING = ".jsonl";

    /** Creates a folder whose log has the name that Gatling gives it. */
    public RunFolder(Path path) {
        this(path, path.resolve(LOG));
    }

    /** Returns the name that a log had before gzip compressed it. */
    public static String uncompressedName(Path log) {
        String name = log.getFileName().toString();
        return name.endsWith(GZIP_ENDING) ? name.substring(0, name.length() - GZIP_ENDING.length()) : name;
    }

    /** Returns whether a file is one of several logs that were collected in one folder, judged by its name. */
    public static boolean isCollectedLog(Path file) {
        return COLLECTED_LOG.matcher(file.getFileName().toString()).matches() && Files.isRegularFile(file);
    }

    /** Returns the name of the folder itself, however it is reached; empty for the root of a file system. */
    public String name() {
        return Optional.ofNullable(path.toAbsolutePath().normalize().getFileName())
                .map(Path::toString)
                .orElse("");
    }

    /** Returns whether the log is in the folder itself, where Gatling's report is, too. Several injectors have a folder each. */
    public boolean ownsLog() {
        return path.equals(log.getParent());
    }

    /** Returns the file of the result document. */
    public Path result() {
        return path.resolve(RESULT);
    }

    /** Returns the file of the page for a browser. */
    public Path html() {
        return path.resolve(PAGE);
    }

    /** Returns the file of Gatling's own report. */
    public Path gatlingReport() {
        return path.resolve(INDEX);
    }

    /** Returns the file of the document that states what the run was made with. */
    public Path workload() {
        return path.resolve(WORKLOAD);
    }

    /**
     * Reads what the injector measured of itself, by the labels of the steps. Returns an empty map when the file does not exist.
     *
     * @throws IOException when the file is there but cannot be used; the message names it
     */
    public Map<String, InjectorSample> injectorSamples() throws IOException {
        Path file = ofInjector(INJECTOR, INJECTOR_ENDING);
        return Files.exists(file) ? InjectorFile.read(file) : Map.of();
    }

    /**
     * Appends what the injector measured of itself during a step.
     *
     * @param step label of the step
     */
    public void append(String step, InjectorSample sample) throws IOException {
        InjectorFile.append(ofInjector(INJECTOR, INJECTOR_ENDING), step, sample);
    }

    /**
     * Reads which clients of which run the injector hosts, if the file exists.
     *
     * @throws IOException when the file is there but cannot be used; the message names it
     */
    public Optional<ClientFile> client() throws IOException {
        return document(ofInjector(ClientFile.NAME), ClientFile.SCHEMA, ClientFile::of);
    }

    /**
     * Reads what the injector's log held when it was closed, if the file exists.
     *
     * @throws IOException when the file is there but cannot be used; the message names it
     */
    public Optional<Seal> seal() throws IOException {
        return document(ofInjector(Seal.NAME), Seal.SCHEMA, Seal::of);
    }

    /** Returns the file that the injector writes its progress to. */
    public Path heartbeat() {
        return ofInjector(Heartbeat.NAME);
    }

    /** Returns whether there is a log, or at least the file that names the clients whose log is missing. */
    public boolean isThere() {
        return Files.isRegularFile(log) || Files.isRegularFile(ofInjector(ClientFile.NAME));
    }

    /** Returns whether both folders have the same {@code workload.json}, byte by byte. */
    public boolean hasWorkloadOf(RunFolder other) throws IOException {
        return Files.exists(workload())
                && Files.exists(other.workload())
                && Files.mismatch(workload(), other.workload()) < 0;
    }

    /** Reads a tree: there may be very many injectors, and turning documents into records by reflection takes longer. */
    private <T> Optional<T> document(Path file, String schema, Function<JsonNode, T> reader) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonNode tree = Json.mapper().readTree(SmallFile.document(file));
            if (!tree.path("schema").asText().equals(schema)) {
                throw new IOException(file + " is not a " + schema + " of Headroom");
            }
            return Optional.of(reader.apply(tree));
        } catch (JsonProcessingException e) {
            throw new IOException(file + " is not a " + schema + " of Headroom: " + e.getOriginalMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new IOException(path + ": " + file.getFileName() + " names " + e.getMessage(), e);
        }
    }

    private Path ofInjector(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? ofInjector(name, "") : ofInjector(name.substring(0, dot), name.substring(dot));
    }

    /** Returns {@code x-1.json} for {@code x.json} when the log is {@code simulation-1.log}. */
    private Path ofInjector(String name, String ending) {
        String logName = uncompressedName(log);
        boolean named = logName.startsWith(SIMULATION) && logName.endsWith(LOG_ENDING);
        String part = named ? logName.substring(SIMULATION.length(), logName.length() - LOG_ENDING.length()) : "";
        return path.resolve(name + part + ending);
    }

    /** Writes the result document. */
    public void writeResult(byte[] json) throws IOException {
        WholeFile.write(result(), json, RESULT_MARK);
    }

    /**
     * Writes one of the other files.
     *
     * @param name name of the file in the folder
     * @param mark that a file of this kind has
     * @return the file
     */
    public Path writeOutput(String name, byte[] content, FileMark mark) throws IOException {
        Path file = path.resolve(name);
        WholeFile.write(file, content, mark);
        return file;
    }

    /**
     * Finds the folder of a run by the headers of all logs, because Gatling does not say where it writes. Returns nothing while
     * the header is still in Gatling's buffer.
     *
     * @param scenario name of a scenario that no other run has
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
