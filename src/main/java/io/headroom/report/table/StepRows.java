package io.headroom.report.table;

import io.headroom.load.Outcome;
import io.headroom.report.Figures;
import io.headroom.report.RunReport;
import io.headroom.report.json.InjectorJson;
import io.headroom.report.json.LagJson;
import io.headroom.report.json.LatencyJson;
import io.headroom.report.json.StepJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The steps of a run, one per row. Columns have the names, and cells the figures, of {@code headroom.json}. */
final class StepRows implements Rows {

    private record StepColumn(String name, Function<StepJson, Object> figure) {}

    /** Names the last column of every table: whether the log is complete. */
    static final String COMPLETE = "complete";

    private static final Pattern INITIAL_OF_WORD = Pattern.compile(" (.)");
    private static final List<StepColumn> COLUMNS = columnsOfStep();

    private static List<StepColumn> columnsOfStep() {
        List<StepColumn> columns = new ArrayList<>(List.of(
                new StepColumn("number", StepJson::number),
                new StepColumn("label", StepJson::label),
                new StepColumn("round", StepJson::round),
                new StepColumn("purpose", StepJson::purpose),
                new StepColumn("callers", StepJson::callers),
                new StepColumn("offeredPerSecond", StepJson::offeredPerSecond),
                new StepColumn("messages", StepJson::messages),
                new StepColumn("windowStartMillis", StepJson::windowStartMillis),
                new StepColumn("windowMillis", StepJson::windowMillis),
                new StepColumn("sentPerSecond", StepJson::sentPerSecond),
                new StepColumn("goodputPerSecond", StepJson::goodputPerSecond)));
        for (Outcome outcome : Outcome.values()) {
            String key = outcome.word();
            columns.add(new StepColumn(
                    camelCase("requests " + key), step -> step.requests().getOrDefault(key, 0L)));
        }
        columns.add(new StepColumn("refusedShare", StepJson::refusedShare));
        columns.add(new StepColumn("notReadyShare", StepJson::notReadyShare));
        latency("latencyMillis", StepJson::latencyMillis, columns);
        latency("refusedLatencyMillis", StepJson::refusedLatencyMillis, columns);
        injector("injectorCpuShare", InjectorJson::cpuShare, columns);
        injector("machineCpuShare", InjectorJson::machineCpuShare, columns);
        injector("connections", InjectorJson::connections, columns);
        injector("injectorLoopLagMillisMean", injector -> mean(injector.loopLagMillis()), columns);
        injector("sendLagMillisMean", injector -> mean(injector.sendLagMillis()), columns);
        latency(
                "scheduledLatencyMillis",
                step -> Optional.ofNullable(step.injector())
                        .map(InjectorJson::scheduledLatencyMillis)
                        .orElse(null),
                columns);
        columns.add(new StepColumn("readinessProbes", StepJson::readinessProbes));
        columns.add(new StepColumn("readinessFailures", StepJson::readinessFailures));
        columns.add(new StepColumn("failures", StepRows::failures));
        columns.add(new StepColumn("verdict", StepJson::verdict));
        return List.copyOf(columns);
    }

    private static void injector(String name, Function<InjectorJson, Object> figure, List<StepColumn> columns) {
        columns.add(new StepColumn(
                name, step -> Optional.ofNullable(step.injector()).map(figure).orElse(null)));
    }

    /** Returns the failures in one cell, e.g. {@code 502: 1204; no connection: 11}. */
    private static String failures(StepJson step) {
        return step.failures().stream()
                .map(failure -> failure.kind() + ": " + failure.requests())
                .collect(Collectors.joining("; "));
    }

    private static Double mean(LagJson lag) {
        return lag == null ? null : lag.mean();
    }

    private static void latency(String name, Function<StepJson, LatencyJson> latency, List<StepColumn> columns) {
        Map<String, Function<LatencyJson, Object>> figures = new LinkedHashMap<>();
        figures.put("Mean", LatencyJson::mean);
        figures.put("P50", LatencyJson::p50);
        figures.put("P95", LatencyJson::p95);
        figures.put("P99", LatencyJson::p99);
        figures.put("Max", LatencyJson::max);
        figures.forEach((suffix, figure) -> columns.add(new StepColumn(
                name + suffix,
                step -> Optional.ofNullable(latency.apply(step)).map(figure).orElse(null))));
    }

    @Override
    public List<String> columns() {
        return Stream.concat(COLUMNS.stream().map(StepColumn::name), Stream.of(COMPLETE))
                .toList();
    }

    @Override
    public Stream<List<String>> of(RunReport report) {
        String complete = complete(report);
        return report.findings().steps().stream().map(StepJson::of).map(step -> row(step, complete));
    }

    private static List<String> row(StepJson step, String complete) {
        Stream<String> figures =
                COLUMNS.stream().map(column -> cell(column.figure().apply(step)));
        return Stream.concat(figures, Stream.of(complete)).toList();
    }

    /**
     * Returns whether the log is complete. Every row says so, because a program that reads only rows must not take a part of a run for
     * the whole.
     */
    static String complete(RunReport report) {
        return Boolean.toString(report.findings().log().state().isComplete());
    }

    private static String cell(Object figure) {
        if (figure == null) {
            return "";
        }
        return figure instanceof Double number ? Figures.plain(number) : figure.toString();
    }

    /** Returns words in camel case: {@code requests timed out} becomes {@code requestsTimedOut}. */
    static String camelCase(String words) {
        return INITIAL_OF_WORD
                .matcher(words)
                .replaceAll(initial -> initial.group(1).toUpperCase(Locale.ROOT));
    }
}
