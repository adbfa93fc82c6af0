package io.headroom.cli;

import io.headroom.clients.Coordinator;
import io.headroom.load.ClientShare;
import io.headroom.load.StepStatistics;
import io.headroom.plan.NextStep;
import io.headroom.report.text.StepLine;
import io.headroom.saturation.SaturationRule;
import io.headroom.settings.Settings;
import io.headroom.settings.Workload;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** The progress of all clients together, a line each. */
final class CoordinatedLines implements Coordinator.Watcher {

    private final PrintWriter out;
    private final SaturationRule rule;

    CoordinatedLines(PrintWriter out, SaturationRule rule) {
        this.out = out;
        this.rule = rule;
    }

    /** Starts a coordinator whose progress is printed. */
    static Coordinator coordinator(InetSocketAddress address, Settings settings, PrintWriter out) throws IOException {
        return Coordinator.start(
                address,
                UUID.randomUUID().toString().substring(0, 8),
                Workload.ofSearch(settings),
                settings.plan(),
                settings.endpoint().requestTimeout(),
                new CoordinatedLines(out, settings.plan().search().rule()));
    }

    @Override
    public void joined(int client, String address) {
        say(ClientShare.name(client) + " is there (" + address + ")");
    }

    @Override
    public void clockIsOff(int client, long differenceMillis) {
        say(String.format(
                Locale.ROOT,
                "WARNING: the clock of %s's machine differs from the others' by %.1f s. Its times are corrected, but the result will be"
                        + " incomplete: let NTP keep all clocks, and run again.",
                ClientShare.name(client),
                Math.abs(differenceMillis) / 1000.0));
    }

    @Override
    public void begins(NextStep.Run run, Optional<Duration> atMostLeft) {
        say(StepLine.next(run, atMostLeft));
    }

    @Override
    public void finished(StepStatistics step) {
        String missing = step.offered().equals(step.step().load())
                ? ""
                : "  (only " + step.offered().description() + " were offered)";
        say(StepLine.of(step, rule.judge(step)) + missing);
    }

    @Override
    public void lost(int client, String reason) {
        say("WARNING: " + ClientShare.name(client) + " is lost: " + reason + ". The others go on without its share.");
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }
}
