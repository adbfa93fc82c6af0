package io.headroom.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.headroom.load.Histograms;
import io.headroom.load.InjectorSample;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.HdrHistogram.Histogram;

/**
 * {@code injector.jsonl} in a run's folder: what the injector noticed about itself, one line of JSON a step.
 */
public final class InjectorFile {

    private static final ObjectWriter ON_ONE_LINE = Json.mapper().writer().without(SerializationFeature.INDENT_OUTPUT);

    /** Where a line says nothing; nobody may add to it. */
    private static final Histogram NO_LAG = new Histogram(InjectorSample.LAG_DIGITS);

    /** The same of latencies. */
    private static final Histogram NO_LATENCY = new Histogram(InjectorSample.LATENCY_DIGITS);

    /** One line. A closed load has no schedule: then nothing is said of it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Line(
            String step,
            double cpuShare,
            double gcShare,
            double openFilesShare,
            long due,
            String loopLagMicros,
            String sendLagMicros,
            String scheduledLatencyMillis) {

        /** Field by field: there may be very many, and turning them into records by reflection takes longer. */
        static Line read(JsonParser json) throws IOException {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new JsonParseException(json, "expected an object");
            }
            String step = null;
            double cpuShare = 0;
            double gcShare = 0;
            double openFilesShare = 0;
            long due = 0;
            String loopLagMicros = null;
            String sendLagMicros = null;
            String scheduledLatencyMillis = null;
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "step" -> step = json.getText();
                    case "cpuShare" -> cpuShare = json.getDoubleValue();
                    case "gcShare" -> gcShare = json.getDoubleValue();
                    case "openFilesShare" -> openFilesShare = json.getDoubleValue();
                    case "due" -> due = json.getLongValue();
                    case "loopLagMicros" -> loopLagMicros = json.getText();
                    case "sendLagMicros" -> sendLagMicros = json.getText();
                    case "scheduledLatencyMillis" -> scheduledLatencyMillis = json.getText();
                    default -> json.skipChildren();
                }
            }
            return new Line(
                    Objects.requireNonNull(step),
                    cpuShare,
                    gcShare,
                    openFilesShare,
                    due,
                    loopLagMicros,
                    sendLagMicros,
                    scheduledLatencyMillis);
        }
    }

    private InjectorFile() {}

    /**
     * Adds what was noticed during a step.
     *
     * @param step label of the step
     */
    static void append(Path file, String step, InjectorSample sample) throws IOException {
        byte[] json = (line(step, sample) + "\n").getBytes(StandardCharsets.UTF_8);
        Files.write(file, json, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** One line, without its end. */
    public static String line(String step, InjectorSample sample) {
        Line line = new Line(
                step,
                sample.cpuShare(),
                sample.gcShare(),
                sample.openFilesShare(),
                sample.due(),
                Histograms.base64(sample.loopLagMicros()),
                base64IfAny(sample.sendLagMicros()),
                base64IfAny(sample.scheduledLatencyMillis()));
        try {
            return ON_ONE_LINE.writeValueAsString(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of plain values", e);
        }
    }

    private static String base64IfAny(Histogram histogram) {
        return histogram.getTotalCount() == 0 ? null : Histograms.base64(histogram);
    }

    /**
     * What a line says that was noticed.
     *
     * @throws IllegalArgumentException when it says nothing of that kind
     */
    public static InjectorSample sample(String line) {
        try (JsonParser json = Json.mapper().createParser(line)) {
            return sample(Line.read(json));
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException("no line of an injector", e);
        }
    }

    /**
     * All that was noticed, by the steps' labels. A last line without its end was being written when the run was killed, and is
     * left out.
     *
     * @throws IOException when the file cannot be used; the message names it
     */
    static Map<String, InjectorSample> read(Path file) throws IOException {
        byte[] text = Files.readAllBytes(file);
        Map<String, InjectorSample> samples = new LinkedHashMap<>();
        int number = 1;
        for (int start = 0, end; (end = endOfLine(text, start)) >= 0; start = end + 1, number++) {
            try (JsonParser json = Json.mapper().createParser(text, start, end - start)) {
                Line line = Line.read(json);
                samples.put(line.step(), sample(line));
            } catch (IOException | RuntimeException e) {
                throw new IOException(file + ", line " + number + ", does not say what an injector noticed", e);
            }
        }
        return samples;
    }

    /** Where the next line feed is; less than 0 where there is none. */
    private static int endOfLine(byte[] text, int from) {
        for (int i = from; i < text.length; i++) {
            if (text[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private static InjectorSample sample(Line line) {
        return new InjectorSample(
                line.cpuShare(),
                line.gcShare(),
                line.openFilesShare(),
                line.due(),
                Histograms.of(line.loopLagMicros()),
                line.sendLagMicros() == null ? NO_LAG : Histograms.of(line.sendLagMicros()),
                line.scheduledLatencyMillis() == null ? NO_LATENCY : Histograms.of(line.scheduledLatencyMillis()));
    }
}
