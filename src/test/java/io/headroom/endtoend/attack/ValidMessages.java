package io.headroom.endtoend.attack;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.headroom.clients.Message;
import io.headroom.clients.Share;
import io.headroom.load.InjectorSample;
import io.headroom.load.Load;
import io.headroom.load.Outcome;
import io.headroom.load.Purpose;
import io.headroom.load.Step;
import io.headroom.load.StepRecorder;
import io.headroom.run.InjectorFile;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalDouble;
import org.HdrHistogram.Histogram;

/** The messages of a small run that goes well: one client, and one caller in every step. */
final class ValidMessages {

    static final String SEARCH = "search";

    private ValidMessages() {}

    static String join() {
        return new Message.Join(Message.PROTOCOL, 1, 1, "workload", SEARCH).line();
    }

    static String ready() {
        double now = System.currentTimeMillis();
        return new Message.Ready(now, 0).line();
    }

    static String askTime() {
        return new Message.AskTime(System.currentTimeMillis()).line();
    }

    static String beat(int step) {
        return new Message.Beat(step, Map.of(Outcome.OK, 20L), 0, 21, 21).line();
    }

    /** The injector has measured 20 requests of 50 ms in a second. */
    static String done(Step step) throws IOException {
        StepRecorder recorder = new StepRecorder(step);
        long start = 2000L * step.number();
        recorder.startWindow(start);
        recorder.endWindow(start + 1000);
        recorder.requests(start + 500, 50, Outcome.OK, 20);
        String noticed = InjectorFile.line(step.label(), sample());
        return new Message.Done(step.number(), recorder.recorded(), new ObjectMapper().readTree(noticed)).line();
    }

    static InjectorSample sample() {
        Histogram lag = new Histogram(InjectorSample.LAG_DIGITS);
        lag.recordValue(100);
        return new InjectorSample(0.1, OptionalDouble.of(0.3), 0, 0.01, 4, 0, lag, lag, lag);
    }

    static String welcome() {
        return new Message.Welcome("1f6b33a0").line();
    }

    static String time(double askedMillis) {
        return new Message.Time(askedMillis, System.currentTimeMillis()).line();
    }

    static String begin(Step step) {
        return new Message.Begin(
                        step.label(),
                        new Share.OfCallers(step.load().concurrentCallers().orElse(1)),
                        50,
                        0,
                        0,
                        100,
                        1000,
                        200)
                .line();
    }

    static Step step(int number) {
        return new Step(number, 1, Purpose.UP, new Load.Callers(1));
    }
}
