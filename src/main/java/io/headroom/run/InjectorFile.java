package io.headroom.run;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.headroom.load.Histograms;
import io.headroom.load.ImpossibleRunException;
import io.headroom.load.InjectorSample;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.HdrHistogram.Histogram;

/**
 * Reads and writes {@code injector.jsonl} in a run's folder: what the injector measured of itself, one line of JSON for each
 * step.
 *
 * <p>A line has the fields {@code step} (label of the step), {@code cpuShare}, {@code gcShare} and {@code openFilesShare} (0 to
 * 1), {@code machineCpuShare} (0 to 1, where the system tells), {@code connections} (open at the end), {@code due} (requests scheduled in
 * the measured window), {@code loopLagMicros}, and, of a step with arrivals, {@code sendLagMicros} and {@code scheduledLatencyMillis}.
 * The last three are histograms, compressed by HdrHistogram, in Base64.
 */
public final class InjectorFile {

    /** Stands for a lag that a line does not have. Must not be added to. */
    private static final Histogram NO_LAG = new Histogram(InjectorSample.LAG_DIGITS);

    /** Stands for a latency that a line does not have. Must not be added to. */
    private static final Histogram NO_LATENCY = new Histogram(InjectorSample.LATENCY_DIGITS);

    /** Far larger than the file of any run, of which a line takes some 2 KB. */
    private static final int LARGEST = 1 << 24;

    /** Far more than any run has. */
    private static final int MOST_STEPS = 1 << 10;

    /** Most memory that all histograms of a file may take, bytes. */
    private static final long MOST_MEMORY = 1L << 25;

    /** Larger than any share that is measured: one is about 1 at most, or as many as there are cores. */
    private static final double LARGEST_SHARE = 1_000;

    /** More requests than any step has: a million in every second of a week. */
    private static final double MOST_DUE = 1e12;

    private record Line(String step, InjectorSample sample) {
        private long memory() {
            return (long) sample.loopLagMicros().getEstimatedFootprintInBytes()
                    + sample.sendLagMicros().getEstimatedFootprintInBytes()
                    + sample.scheduledLatencyMillis().getEstimatedFootprintInBytes();
        }
    }

    private InjectorFile() {}

    /**
     * Appends the sample of a step.
     *
     * @param step label of the step
     */
    static void append(Path file, String step, InjectorSample sample) throws IOException {
        byte[] json = (line(step, sample) + "\n").getBytes(StandardCharsets.UTF_8);
        Files.write(file, json, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Returns the line of a step, without its line end. */
    public static String line(String step, InjectorSample sample) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = Json.mapper().getFactory().createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("step", step);
            json.writeNumberField("cpuShare", sample.cpuShare());
            if (sample.machineCpuShare().isPresent()) {
                json.writeNumberField(
                        "machineCpuShare", sample.machineCpuShare().getAsDouble());
            }
            json.writeNumberField("gcShare", sample.gcShare());
            json.writeNumberField("openFilesShare", sample.openFilesShare());
            json.writeNumberField("connections", sample.connections());
            json.writeNumberField("due", sample.due());
            json.writeStringField("loopLagMicros", Histograms.base64(sample.loopLagMicros()));
            writeUnlessEmpty("sendLagMicros", sample.sendLagMicros(), json);
            writeUnlessEmpty("scheduledLatencyMillis", sample.scheduledLatencyMillis(), json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory", e);
        }
        return line.toString();
    }

    private static void writeUnlessEmpty(String name, Histogram histogram, JsonGenerator json) throws IOException {
        if (histogram.getTotalCount() > 0) {
            json.writeStringField(name, Histograms.base64(histogram));
        }
    }

    /**
     * Reads the sample of a line.
     *
     * @throws IllegalArgumentException when it is no line of such a file
     */
    public static InjectorSample sample(String line) {
        try (JsonParser json = Json.mapper().createParser(line)) {
            return read(json).sample();
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException("no line of an injector", e);
        }
    }

    /**
     * Reads all samples by the labels of their steps. A last line without a line end was being written when the run was killed,
     * and is left out.
     *
     * @throws IOException when the file cannot be used; the message names it
     */
    static Map<String, InjectorSample> read(Path file) throws IOException {
        byte[] text = SmallFile.bytes(file, LARGEST);
        Map<String, InjectorSample> samples = new LinkedHashMap<>();
        int number = 1;
        int start = 0;
        long memory = 0;
        for (int end = 0; end < text.length; end++) {
            if (text[end] == '\n') {
                Line line = read(file, number, text, start, end);
                samples.put(line.step(), line.sample());
                memory += line.memory();
                if (samples.size() > MOST_STEPS || memory > MOST_MEMORY) {
                    throw new IOException(file + ", line " + number + ", is more than an injector notices in any run");
                }
                start = end + 1;
                number++;
            }
        }
        return samples;
    }

    private static Line read(Path file, int number, byte[] text, int start, int end) throws IOException {
        try (JsonParser json = Json.mapper().createParser(text, start, end - start)) {
            return read(json);
        } catch (IOException | RuntimeException e) {
            throw new IOException(file + ", line " + number + ", does not say what an injector noticed", e);
        }
    }

    /** Reads field by field: there may be very many lines, and turning them into records by reflection takes longer. */
    private static Line read(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new JsonParseException(json, "expected an object");
        }
        Optional<String> step = Optional.empty();
        Optional<Histogram> loopLagMicros = Optional.empty();
        Histogram sendLagMicros = NO_LAG;
        Histogram scheduledLatencyMillis = NO_LATENCY;
        double cpuShare = 0;
        OptionalDouble machineCpuShare = OptionalDouble.empty();
        double gcShare = 0;
        double openFilesShare = 0;
        int connections = 0;
        long due = 0;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "step" -> step = Optional.of(json.getText());
                case "cpuShare" -> cpuShare = json.getDoubleValue();
                case "machineCpuShare" -> machineCpuShare = OptionalDouble.of(json.getDoubleValue());
                case "gcShare" -> gcShare = json.getDoubleValue();
                case "openFilesShare" -> openFilesShare = json.getDoubleValue();
                case "connections" -> connections = json.getIntValue();
                case "due" -> due = json.getLongValue();
                case "loopLagMicros" -> loopLagMicros = Optional.of(Histograms.of(json.getText()));
                case "sendLagMicros" -> sendLagMicros = Histograms.of(json.getText());
                case "scheduledLatencyMillis" -> scheduledLatencyMillis = Histograms.of(json.getText());
                default -> json.skipChildren();
            }
        }
        ImpossibleRunException.requireFigure("a share of CPU", cpuShare, LARGEST_SHARE);
        ImpossibleRunException.requireFigure("a share of the machine's CPU", machineCpuShare.orElse(0), LARGEST_SHARE);
        ImpossibleRunException.requireFigure("a share of garbage collection", gcShare, LARGEST_SHARE);
        ImpossibleRunException.requireFigure("a share of open files", openFilesShare, LARGEST_SHARE);
        ImpossibleRunException.requireFigure("a number of connections", connections);
        ImpossibleRunException.requireFigure("a number of requests that were due", (double) due, MOST_DUE);
        return new Line(
                step.orElseThrow(),
                new InjectorSample(
                        cpuShare,
                        machineCpuShare,
                        gcShare,
                        openFilesShare,
                        connections,
                        due,
                        loopLagMicros.orElseThrow(),
                        sendLagMicros,
                        scheduledLatencyMillis));
    }
}
