package io.headroom.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.headroom.load.Histograms;
import io.headroom.load.InjectorSample;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * {@code injector.jsonl} in a run's folder: what the injector noticed about itself, one line of JSON a step.
 */
public final class InjectorFile {

    private static final ObjectWriter ON_ONE_LINE = Json.mapper().writer().without(SerializationFeature.INDENT_OUTPUT);

    /** One line. */
    private record Line(
            String step,
            double cpuShare,
            double gcShare,
            double openFilesShare,
            long due,
            String loopLagMicros,
            String sendLagMicros,
            String scheduledLatencyMillis) {}

    /** Characters of an empty histogram, at most. */
    private static final int LONGEST_EMPTY = 80;

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
                Histograms.base64(sample.sendLagMicros()),
                Histograms.base64(sample.scheduledLatencyMillis()));
        try {
            return ON_ONE_LINE.writeValueAsString(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of plain values", e);
        }
    }

    /**
     * What a line says that was noticed.
     *
     * @throws IllegalArgumentException when it says nothing of that kind
     */
    public static InjectorSample sample(String line) {
        try {
            return sample(Json.mapper().readValue(line, Line.class), new HashMap<>());
        } catch (JsonProcessingException | RuntimeException e) {
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
        String text = Files.readString(file);
        Map<String, InjectorSample> samples = new LinkedHashMap<>();
        Map<String, Histogram> empty = new HashMap<>();
        int number = 1;
        for (int start = 0, end; (end = text.indexOf('\n', start)) >= 0; start = end + 1, number++) {
            try {
                Line line = Json.mapper().readValue(text.substring(start, end), Line.class);
                samples.put(line.step(), sample(line, empty));
            } catch (JsonProcessingException | RuntimeException e) {
                throw new IOException(file + ", line " + number + ", does not say what an injector noticed", e);
            }
        }
        return samples;
    }

    private static InjectorSample sample(Line line, Map<String, Histogram> empty) {
        return new InjectorSample(
                line.cpuShare(),
                line.gcShare(),
                line.openFilesShare(),
                line.due(),
                histogram(line.loopLagMicros(), empty),
                histogram(line.sendLagMicros(), empty),
                histogram(line.scheduledLatencyMillis(), empty));
    }

    /** Of a closed load two of three are empty, and always the same: decoding them once saves most of the time. */
    private static Histogram histogram(String base64, Map<String, Histogram> empty) {
        Histogram known = empty.get(base64);
        if (known != null) {
            return known;
        }
        Histogram histogram = Histograms.of(base64);
        if (base64.length() <= LONGEST_EMPTY && histogram.getTotalCount() == 0) {
            empty.put(base64, histogram);
        }
        return histogram;
    }
}
