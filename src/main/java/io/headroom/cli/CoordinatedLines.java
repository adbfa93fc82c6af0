package io.headroom.cli;

import io.headroom.clients.Coordinator;
import io.headroom.clients.CoordinatorListener;
import io.headroom.clients.CoordinatorSettings;
import io.headroom.load.ClientShare;
import io.headroom.load.StepStatistics;
import io.headroom.plan.NextStep;
import io.headroom.plan.TimeLeft;
import io.headroom.report.text.StepLine;
import io.headroom.report.text.TimeLeftText;
import io.headroom.saturation.OverloadRule;
import io.headroom.saturation.SaturationRule;
import io.headroom.settings.Settings;
import io.headroom.settings.Workload;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Prints the progress of all clients together, one line for each event. */
final class CoordinatedLines implements CoordinatorListener {

    private final PrintWriter out;
    private final SaturationRule rule;
    private final List<StepStatistics> finished = new ArrayList<>();
    private Optional<TimeLeft> leftBefore = Optional.empty();

    CoordinatedLines(PrintWriter out, SaturationRule rule) {
        this.out = out;
        this.rule = rule;
    }

    /**
     * Starts a coordinator whose progress is printed.
     *
     * @throws IOException when the address cannot be used
     */
    static Coordinator coordinator(InetSocketAddress address, Settings settings, PrintWriter out) throws IOException {
        CoordinatorSettings run = new CoordinatorSettings(
                UUID.randomUUID().toString().substring(0, 8),
                Workload.ofSearch(settings),
                settings.plan(),
                settings.endpoint().requestTimeout());
        return Coordinator.start(
                address, run, new CoordinatedLines(out, settings.plan().search().rule()));
    }

    @Override
    public void joined(int client, String address) {
        print(ClientShare.name(client) + " joined (" + address + ")");
    }

    @Override
    public void clockDiffers(int client, long differenceMillis) {
        print(String.format(
                Locale.ROOT,
                "WARNING: the clock of %s's machine differs from the others' by %.1f s. Its times are corrected, but the result will be"
                        + " incomplete: synchronize all clocks with NTP, and run again.",
                ClientShare.name(client),
                Math.abs(differenceMillis) / 1000.0));
    }

    @Override
    public void explained(String why) {
        print(StepLine.why(why));
    }

    @Override
    public void begins(NextStep.Run run, Optional<TimeLeft> timeLeft) {
        if (run.step().number() == 1) {
            StepLine.legend(run.step().purpose()).forEach(this::print);
        }
        print(StepLine.next(run, TimeLeftText.of(leftBefore, timeLeft)));
        leftBefore = timeLeft;
    }

    @Override
    public void finished(StepStatistics step) {
        finished.add(step);
        String missing = step.offered().equals(step.step().load())
                ? ""
                : "  (only " + step.offered().description() + " were offered)";
        print(StepLine.of(step, new OverloadRule(rule).judge(step, finished)) + missing);
    }

    @Override
    public void droppedOut(int client, String reason) {
        print("WARNING: " + ClientShare.name(client) + " dropped out: " + reason
                + ". The others go on without its share.");
    }

    private void print(String line) {
        out.println(line);
        out.flush();
    }
}
