package io.headroom.cli;

import io.headroom.report.ResultFormat;
import io.headroom.report.json.JsonDocuments;
import io.headroom.report.table.TableFormats;
import io.headroom.report.text.ConsoleReport;

/** The formats that {@code analyze} can print. A new format is a constant here and its line in {@link #format}. */
enum ResultFormatType {
    /** A line for each step, and the verdict, for people. */
    TEXT(true),
    /** The document {@code headroom.json}. */
    JSON(true),
    /** The steps, separated by tabs, for scripts. */
    STEPS_TSV(false),
    /** The steps, separated by commas, for spreadsheets. */
    STEPS_CSV(false),
    /** The answers of every second, separated by commas. */
    SECONDS_CSV(false),
    /** The clients of a run of several, separated by commas. */
    CLIENTS_CSV(false);

    private final boolean saysVerdict;

    ResultFormatType(boolean saysVerdict) {
        this.saysVerdict = saysVerdict;
    }

    /** Creates the format. The others are not loaded, which would make {@code analyze} start later. */
    ResultFormat format() {
        return switch (this) {
            case TEXT -> ConsoleReport::print;
            case JSON -> JsonDocuments::print;
            case STEPS_TSV -> TableFormats.stepsAsTsv();
            case STEPS_CSV -> TableFormats.stepsAsCsv();
            case SECONDS_CSV -> TableFormats.secondsAsCsv();
            case CLIENTS_CSV -> TableFormats.clientsAsCsv();
        };
    }

    /** Returns whether the format includes the verdict, which is printed on standard error otherwise. */
    boolean saysVerdict() {
        return saysVerdict;
    }
}
