package io.headroom.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headroom.clients.Coordinator;
import io.headroom.clients.CoordinatorListener;
import io.headroom.clients.CoordinatorSettings;
import io.headroom.clients.InjectorLink;
import io.headroom.load.InjectorSample;
import io.headroom.load.InjectorWatch;
import io.headroom.load.RunPart;
import io.headroom.load.StepStatistics;
import io.headroom.plan.EndMark;
import io.headroom.plan.NextStep;
import io.headroom.plan.NextStep.Ending;
import io.headroom.plan.RunKind;
import io.headroom.plan.TimeLeft;
import io.headroom.run.Heartbeat;
import io.headroom.run.LastRun;
import io.headroom.run.RunFolder;
import io.headroom.run.Seal;
import io.headroom.settings.Settings;
import io.headroom.settings.SettingsLoader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files beside the log are written in this order. A seal says that all others are there. */
class RunWritersTest {

    private static final Progress PROGRESS = new Progress(3, 20, 19);
    private static final InjectorSample SAMPLE =
            new InjectorWatch(10_000_000).sample(0.5, OptionalDouble.empty(), 0.1, 0.2, 0, 0);
    private static final RunPart PART = new RunPart("run1", 1, 1, 3);

    @TempDir
    private Path folder;

    @Test
    void runWithoutClients() throws Exception {
        assertThat(writers(RunKind.SINGLE_CLIENT, Optional.empty()))
                .containsExactly(SampleWriter.class, WriteOnce.class, LastRunWriter.class);
    }

    @Test
    void runOfAllClientsInThisProcess() throws Exception {
        assertThat(writers(RunKind.MULTI_CLIENT, Optional.empty()))
                .containsExactly(
                        SampleWriter.class,
                        WriteOnce.class,
                        WriteOnce.class,
                        HeartbeatWriter.class,
                        LastRunWriter.class,
                        SealWriter.class);
    }

    /** The folder of one injector is not the run that a gate judges. */
    @Test
    void injectorOfACoordinatedRun() throws Exception {
        Settings settings = settings();
        CoordinatorSettings coordinated =
                new CoordinatorSettings("run1", "search", settings.plan(), Duration.ofMillis(100));
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (Coordinator coordinator = Coordinator.start(anyPort, coordinated, new Ignoring());
                InjectorLink link = InjectorLink.join(
                        InetSocketAddress.createUnresolved("127.0.0.1", coordinator.port()),
                        1,
                        settings.plan().multiClient().weights().count(),
                        "workload",
                        "search",
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(10))) {
            List<Class<?>> writers = writers(RunKind.MULTI_CLIENT, Optional.of(link));
            link.disconnect("the test is over");

            assertThat(writers)
                    .containsExactly(
                            SampleWriter.class,
                            WriteOnce.class,
                            WriteOnce.class,
                            HeartbeatWriter.class,
                            SealWriter.class);
        }
    }

    /** A run whose smoke call failed is nothing to judge. */
    @Test
    void onlyARunThatMeasuredSomethingIsNamedAsTheLast() throws Exception {
        RunFolder run = new RunFolder(folder.resolve("run"));
        LastRunWriter writer = new LastRunWriter(folder);

        writer.runEnded(PROGRESS, new EndMark(Ending.ENDPOINT_FAILS, 0));
        writer.write(run);
        assertThat(LastRun.file(folder)).doesNotExist();
        assertThat(writer.warning()).isEmpty();

        writer.stepClosed("01 warm-up: 4 callers", SAMPLE);
        writer.write(run);
        assertThat(LastRun.file(folder)).hasContent("run\n");
    }

    @Test
    void nothingIsSealedBeforeTheRunHasEnded() throws Exception {
        Files.writeString(folder.resolve("simulation.log"), "log");
        SealWriter writer = new SealWriter(PART);

        writer.ticked(PROGRESS);
        writer.write(new RunFolder(folder));
        assertThat(folder.resolve(Seal.NAME)).doesNotExist();

        writer.runEnded(PROGRESS, new EndMark(Ending.COMPLETE, 3));
        assertThat(folder.resolve(Seal.NAME)).doesNotExist();
        writer.write(new RunFolder(folder));
        assertThat(folder.resolve(Seal.NAME)).content().contains("\"sent\" : 20", "\"logBytes\" : 3");
    }

    @Test
    void progressBeforeTheFolderIsKnownIsNotWritten() throws Exception {
        HeartbeatWriter writer = new HeartbeatWriter();

        writer.ticked(PROGRESS);
        assertThat(Heartbeat.last(folder.resolve(Heartbeat.NAME))).isEmpty();

        writer.write(new RunFolder(folder));
        assertThat(Heartbeat.last(folder.resolve(Heartbeat.NAME))).isEmpty();
        writer.ticked(PROGRESS);
        writer.write(new RunFolder(folder));
        assertThat(Heartbeat.last(folder.resolve(Heartbeat.NAME)))
                .hasValueSatisfying(last -> assertThat(last.sent()).isEqualTo(20));
    }

    @Test
    void fileThatCannotBeWrittenNowIsWrittenOnceLater() throws Exception {
        List<String> written = new ArrayList<>();
        int[] failures = {1};
        WriteOnce writer = new WriteOnce(where -> {
            if (failures[0]-- > 0) {
                throw new IOException("too many open files");
            }
            written.add(where.name());
        });
        RunFolder run = new RunFolder(folder);

        assertThatThrownBy(() -> writer.write(run)).hasMessage("too many open files");
        assertThat(written).isEmpty();
        writer.write(run);
        writer.write(run);

        assertThat(written).containsExactly(run.name());
    }

    private static List<Class<?>> writers(RunKind kind, Optional<InjectorLink> link) throws Exception {
        Settings settings = settings();
        HostedClients clients = HostedClients.of(kind, settings, link.map(InjectorLink::run));
        RunSetup run = new RunSetup(kind, settings, Optional.empty(), Optional.empty(), link, clients);
        List<Class<?>> types = new ArrayList<>();
        RunWriters.of(run).forEach(writer -> types.add(writer.getClass()));
        return types;
    }

    private static Settings settings() throws Exception {
        return SettingsLoader.reload(Map.of());
    }

    /** Ignores the progress of the coordinated run. */
    private static final class Ignoring implements CoordinatorListener {
        @Override
        public void joined(int client, String address) {}

        @Override
        public void clockDiffers(int client, long differenceMillis) {}

        @Override
        public void begins(NextStep.Run run, Optional<TimeLeft> timeLeft) {}

        @Override
        public void finished(StepStatistics step) {}

        @Override
        public void droppedOut(int client, String reason) {}
    }
}
