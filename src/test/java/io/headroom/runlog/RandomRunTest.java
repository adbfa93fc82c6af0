package io.headroom.runlog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.headroom.load.LogMarks;
import io.headroom.load.Outcome;
import io.headroom.load.Step;
import io.headroom.load.StepRecorder;
import io.headroom.load.StepStatistics;
import io.headroom.load.StepTotal;
import io.headroom.load.Timeline;
import io.headroom.simlog.BinaryLogWriter;
import io.headroom.simlog.LogWriter;
import io.headroom.simlog.TextLogWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compares what is read from logs of random requests with what is counted event by event, in both formats, from one log and from two.
 */
class RandomRunTest {

    private static final List<String> LABELS = List.of("01 warm-up: 4 callers", "02 round 1 up: 8 callers");
    private static final List<String> FAILURES = List.of("refused: HTTP 503", "not ready: HTTP 502", "Request timeout");
    private static final String SIMULATION = "io.headroom.simulation.SingleClientSimulation";

    @TempDir
    private Path folder;

    /** A request has a name, the end of a visit has none, and a mark of the step has neither name nor outcome. */
    private record Event(int logged, List<String> groups, String name, int start, int end, String failure) {
        boolean isMark() {
            return groups.size() == 2;
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void readerCountsAsOneWhoCountsEveryEvent(long seed) throws Exception {
        List<Event> events = events(new Random(seed));

        RunLog binary = RunLogReader.read(written("binary", events, BinaryLogWriter.of(SIMULATION, "conductor")));
        RunLog text = RunLogReader.read(written("text", events, TextLogWriter.of(SIMULATION, "conductor")));

        assertEquals(counted(events, 1), binary.steps());
        assertEquals(timeline(events), binary.timeline());
        assertEquals(binary.steps(), text.steps());
        assertEquals(binary.timeline(), text.timeline());
        assertEquals(binary.lastMillis(), text.lastMillis());
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void twoLogsHoweverNamedAreTheConcatenatedEvents(long seed) throws Exception {
        Random random = new Random(seed);
        List<Event> events = events(random);
        List<Event> some = new ArrayList<>();
        List<Event> others = new ArrayList<>();
        for (Event event : events) {
            if (event.isMark()) { // every injector writes the marks of its windows
                some.add(event);
                others.add(event);
            } else {
                (random.nextBoolean() ? some : others).add(event);
            }
        }
        Path one = written("one", some, BinaryLogWriter.of(SIMULATION, "conductor"));
        Path other = written("other", others, BinaryLogWriter.of(SIMULATION, "conductor"));

        RunLog merged = RunLogReader.read(List.of(one, other), Optional.empty(), Map.of(), ReadingProgress.SILENT);

        assertEquals(counted(events, 2), merged.steps());
        assertEquals(timeline(events), merged.timeline());
        Path asOther = Files.copy(one, folder.resolve("y.log"));
        Path asOne = Files.copy(other, folder.resolve("x.log"));
        RunLog renamed = RunLogReader.read(List.of(asOne, asOther), Optional.empty(), Map.of(), ReadingProgress.SILENT);
        assertEquals(merged.in(renamed.state()), renamed, "only the state names the file that lacks its end");
    }

    private static List<Event> events(Random random) {
        List<Event> events = new ArrayList<>();
        int start = 100 + random.nextInt(1500);
        for (String label : LABELS) {
            int windowStart = start + random.nextInt(2000);
            int windowEnd = windowStart + 1 + random.nextInt(5000);
            for (int i = random.nextInt(3000); i >= 0; i--) {
                events.add(request(random, label, start + random.nextInt(windowEnd - start), windowStart));
            }
            events.add(new Event(windowStart, List.of(label, LogMarks.SETTLING), "", start, windowStart, ""));
            events.add(new Event(windowEnd, List.of(label, LogMarks.MEASURED), "", windowStart, windowEnd, ""));
            start = windowEnd;
        }
        events.sort(Comparator.comparingInt(Event::logged));
        return events;
    }

    private static Event request(Random random, String label, int start, int windowStart) {
        if (random.nextInt(10) == 0) {
            return new Event(start, List.of(label), "", start, start + 5, "");
        }
        int kind = random.nextInt(20);
        int latency = kind == 0 ? 4000 + random.nextInt(300) : kind == 1 ? -random.nextInt(3) : random.nextInt(200);
        String failure = random.nextInt(4) == 0 ? FAILURES.get(random.nextInt(FAILURES.size())) : "";
        int end = start + latency;
        if (random.nextInt(50) == 0) {
            return new Event(end, List.of(), "somebody else's", start, end, failure);
        }
        String name = start < windowStart ? LogMarks.SCORE_SETTLING : LogMarks.SCORE;
        // written a little later, so that times leave a slice or window and enter it again
        return new Event(end + random.nextInt(30), List.of(label), name, start, end, failure);
    }

    private Path written(String name, List<Event> events, LogWriter log) throws Exception {
        for (Event event : events) {
            if (event.name().isEmpty()) {
                log.group(event.groups(), event.start(), event.end(), true);
            } else {
                boolean ok = event.failure().isEmpty();
                log.request(event.groups(), event.name(), event.start(), event.end(), ok, event.failure());
            }
        }
        return Files.write(folder.resolve(name + ".log"), log.bytes());
    }

    /** Counts the events as one injector that hears all of them, beside others that hear only the marks. */
    private static List<StepStatistics> counted(List<Event> events, int injectors) {
        Map<String, StepRecorder> recorders = new LinkedHashMap<>();
        LABELS.forEach(label -> recorders.put(label, new StepRecorder(step(label))));
        for (Event event : events) {
            StepRecorder recorder = event.groups().isEmpty()
                    ? null
                    : recorders.get(event.groups().get(0));
            if (event.isMark()) {
                mark(recorder, event);
            } else if (recorder != null && event.name().equals(LogMarks.SCORE)) {
                recorder.request(event.end(), event.end() - event.start(), outcome(event));
                recorder.failed(outcome(event), status(event), 1);
            } else if (recorder != null && !event.name().isEmpty()) {
                recorder.settlingRequest(event.end(), outcome(event));
            }
        }
        return recorders.entrySet().stream()
                .map(entry -> {
                    StepTotal total = new StepTotal(step(entry.getKey()));
                    total.add(entry.getValue());
                    for (int idle = 1; idle < injectors; idle++) {
                        total.add(idle(entry.getKey(), events));
                    }
                    return total.statistics();
                })
                .toList();
    }

    private static StepRecorder idle(String label, List<Event> events) {
        StepRecorder idle = new StepRecorder(step(label));
        events.stream()
                .filter(event -> event.isMark() && event.groups().get(0).equals(label))
                .forEach(event -> mark(idle, event));
        return idle;
    }

    private static void mark(StepRecorder recorder, Event event) {
        if (event.groups().get(1).equals(LogMarks.SETTLING)) {
            recorder.startWindow(event.end());
        } else {
            recorder.endWindow(event.end());
        }
    }

    private static Timeline timeline(List<Event> events) {
        Timeline timeline = new Timeline();
        events.stream()
                .filter(event -> !event.name().isEmpty())
                .forEach(event -> timeline.request(event.end(), event.end() - event.start(), outcome(event)));
        return timeline;
    }

    private static Step step(String label) {
        return Step.parse(label).orElseThrow();
    }

    /** Returns the status that the message ends with. */
    private static OptionalInt status(Event event) {
        int length = event.failure().length();
        return event.failure().contains("HTTP ")
                ? OptionalInt.of(Integer.parseInt(event.failure().substring(length - 3)))
                : OptionalInt.empty();
    }

    private static Outcome outcome(Event event) {
        return Outcome.ofMessage(event.failure().isEmpty(), event.failure());
    }
}
