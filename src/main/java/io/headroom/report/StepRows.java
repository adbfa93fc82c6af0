package io.headroom.report;

import io.headroom.load.Outcome;
import io.headroom.simlog.LogState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A row a step. Columns have the names, and cells the figures, of {@code headroom.json}. */
final class StepRows implements Rows {

    private record Column(String name, Function<StepPart, Object> figure) {}

    /** Name of the last column of every table. */
    static final String COMPLETE = "complete";

    private static final Pattern NEXT_WORD = Pattern.compile(" (.)");
    private static final List<Column> COLUMNS = columnsOfStep();

    private static List<Column> columnsOfStep() {
        List<Column> columns = new ArrayList<>(List.of(
                new Column("number", StepPart::number),
                new Column("label", StepPart::label),
                new Column("round", StepPart::round),
                new Column("purpose", StepPart::purpose),
                new Column("callers", StepPart::callers),
                new Column("offeredPerSecond", StepPart::offeredPerSecond),
                new Column("messages", StepPart::messages),
                new Column("windowStartMillis", StepPart::windowStartMillis),
                new Column("windowMillis", StepPart::windowMillis),
                new Column("sentPerSecond", StepPart::sentPerSecond),
                new Column("goodputPerSecond", StepPart::goodputPerSecond)));
        for (Outcome outcome : Outcome.values()) {
            String key = outcome.word();
            columns.add(new Column(
                    camelCase("requests " + key), step -> step.requests().getOrDefault(key, 0L)));
        }
        columns.add(new Column("refusedShare", StepPart::refusedShare));
        columns.add(new Column("notReadyShare", StepPart::notReadyShare));
        latency("latencyMillis", StepPart::latencyMillis, columns);
        latency("refusedLatencyMillis", StepPart::refusedLatencyMillis, columns);
        injector("injectorCpuShare", InjectorPart::cpuShare, columns);
        injector("injectorLoopLagMillisMean", part -> mean(part.loopLagMillis()), columns);
        injector("sendLagMillisMean", part -> mean(part.sendLagMillis()), columns);
        latency(
                "scheduledLatencyMillis",
                step -> Optional.ofNullable(step.injector())
                        .map(InjectorPart::scheduledLatencyMillis)
                        .orElse(null),
                columns);
        columns.add(new Column("readinessProbes", StepPart::readinessProbes));
        columns.add(new Column("readinessFailures", StepPart::readinessFailures));
        columns.add(new Column("verdict", StepPart::verdict));
        return List.copyOf(columns);
    }

    private static void injector(String name, Function<InjectorPart, Object> figure, List<Column> columns) {
        columns.add(new Column(
                name, step -> Optional.ofNullable(step.injector()).map(figure).orElse(null)));
    }

    private static Double mean(LagPart lag) {
        return lag == null ? null : lag.mean();
    }

    private static void latency(String name, Function<StepPart, LatencyPart> part, List<Column> columns) {
        Map<String, Function<LatencyPart, Object>> figures = new LinkedHashMap<>();
        figures.put("Mean", LatencyPart::mean);
        figures.put("P50", LatencyPart::p50);
        figures.put("P95", LatencyPart::p95);
        figures.put("P99", LatencyPart::p99);
        figures.put("Max", LatencyPart::max);
        figures.forEach((ending, figure) -> columns.add(new Column(
                name + ending,
                step -> Optional.ofNullable(part.apply(step)).map(figure).orElse(null))));
    }

    @Override
    public List<String> columns() {
        return Stream.concat(COLUMNS.stream().map(Column::name), Stream.of(COMPLETE))
                .toList();
    }

    @Override
    public Stream<List<String>> of(RunReport report) {
        String complete = complete(report);
        return report.findings().steps().stream().map(StepPart::of).map(step -> row(step, complete));
    }

    private static List<String> row(StepPart step, String complete) {
        Stream<String> figures =
                COLUMNS.stream().map(column -> cell(column.figure().apply(step)));
        return Stream.concat(figures, Stream.of(complete)).toList();
    }

    /** Whether the log holds all that was written, on every row: who reads only those must not take a part for the whole. */
    static String complete(RunReport report) {
        return Boolean.toString(report.findings().log().state() instanceof LogState.Complete);
    }

    private static String cell(Object figure) {
        if (figure == null) {
            return "";
        }
        return figure instanceof Double number ? Figures.plain(number) : figure.toString();
    }

    /** {@code requests timed out} → {@code requestsTimedOut}. */
    static String camelCase(String words) {
        return NEXT_WORD.matcher(words).replaceAll(word -> word.group(1).toUpperCase(Locale.ROOT));
    }
}
