package io.headroom.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.headroom.load.InjectorSample;
import io.headroom.load.InjectorWatch;
import io.headroom.plan.EndMark;
import io.headroom.plan.NextStep.Ending;
import io.headroom.run.RunFolder;
import io.headroom.simlog.BinaryLogWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunJournalTest {

    private static final InjectorSample SAMPLE =
            new InjectorWatch(10_000_000).sample(0.5, OptionalDouble.empty(), 0.1, 0.2, 0, 0);
    private static final Progress PROGRESS = new Progress(1, 20, 20);
    private static final EndMark END = new EndMark(Ending.COMPLETE, 1);
    private static final String SCENARIO = "conductor 1";

    @TempDir
    private Path results;

    private final List<String> events = new ArrayList<>();

    /** Fails as often as it is told to. */
    private final class Recording implements RunWriter {

        private int failures;

        private Recording(int failures) {
            this.failures = failures;
        }

        @Override
        public void stepClosed(String step, InjectorSample sample) {
            events.add("closed " + step);
        }

        @Override
        public void ticked(Progress progress) {
            events.add("ticked");
        }

        @Override
        public void runEnded(Progress progress, EndMark end) {
            events.add("ended");
        }

        @Override
        public void write(RunFolder folder) throws IOException {
            if (failures-- > 0) {
                throw new IOException("too many open files");
            }
            events.add("written " + folder.path().getFileName());
        }

        @Override
        public Optional<String> warning() {
            return Optional.of("of no use");
        }
    }

    @Test
    void anyWriterIsToldWhatHappensAndWhereToWrite() throws Exception {
        RunJournal journal = journal(new Recording(0));

        journal.closed("step 1", SAMPLE);
        makeFolder();
        journal.ticked(PROGRESS);
        journal.closed("step 2", SAMPLE);
        RunFolder folder = journal.end(PROGRESS, END);

        assertEquals("run", folder.name());
        assertEquals(
                List.of("closed step 1", "ticked", "closed step 2", "written run", "ended", "written run"), events);
        assertEquals(List.of("of no use"), journal.warnings());
    }

    @Test
    void whatCannotBeWrittenNowIsWrittenLater() throws Exception {
        makeFolder();
        RunJournal journal = journal(new Recording(1));

        journal.closed("step 1", SAMPLE);
        journal.closed("step 2", SAMPLE);

        assertEquals(List.of("closed step 1", "closed step 2", "written run"), events);
    }

    @Test
    void samplesOfAllStepsAreWrittenOnceHoweverLate() throws Exception {
        RunJournal journal = journal(new SampleWriter());
        journal.closed("01 warm-up: 4 callers", SAMPLE);
        journal.closed("02 round 1 up: 4 callers", SAMPLE);
        makeFolder();

        journal.closed("03 round 1 up: 8 callers", SAMPLE);
        RunFolder folder = journal.end(PROGRESS, END);

        assertThat(folder.injectorSamples())
                .containsOnlyKeys("01 warm-up: 4 callers", "02 round 1 up: 4 callers", "03 round 1 up: 8 callers");
        assertThat(folder.path().resolve("injector.jsonl")).content().hasLineCount(3);
    }

    @Test
    void whatNeverWorkedIsReportedAtTheEnd() throws Exception {
        makeFolder();
        RunJournal journal = journal(new Recording(9), new Recording(0));
        journal.closed("step 1", SAMPLE);

        IOException told = assertThrows(IOException.class, () -> journal.end(PROGRESS, END));

        assertThat(told).hasMessage("too many open files");
        assertThat(events).as("later writers wait for the earlier ones").doesNotContain("written run");
    }

    @Test
    void runWithoutALogIsReportedAtTheEnd() {
        RunJournal journal = journal(new Recording(0));

        IOException told = assertThrows(IOException.class, () -> journal.end(PROGRESS, END));

        assertThat(told).hasMessageStartingWith("no log of this run under " + results);
    }

    @Test
    void lastRunThatCannotBeNamedIsOnlyAWarning() throws Exception {
        makeFolder();
        Files.createDirectories(results.resolve("last-run.txt").resolve("in the way"));
        RunJournal journal = journal(new LastRunWriter(results));

        journal.closed("step 1", SAMPLE);
        journal.end(PROGRESS, END);

        assertThat(journal.warnings())
                .singleElement()
                .asString()
                .startsWith("WARNING: ")
                .contains("last-run.txt cannot be written");
    }

    private void makeFolder() throws IOException {
        Path folder = Files.createDirectories(results.resolve("run"));
        BinaryLogWriter.of("io.headroom.simulation.SmokeSimulation", SCENARIO).writeTo(folder);
    }

    private RunJournal journal(RunWriter... writers) {
        return new RunJournal(results, SCENARIO, List.of(writers));
    }
}
