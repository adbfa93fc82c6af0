package io.headroom.report.table;

import io.headroom.report.ResultFormat;

/** Creates the formats that print a table. */
public final class TableFormats {

    private TableFormats() {}

    /** Returns the steps, separated by tabs. */
    public static ResultFormat stepsAsTsv() {
        return new DelimitedFormat(Delimiter.TAB, new StepRows());
    }

    /** Returns the steps, separated by commas. */
    public static ResultFormat stepsAsCsv() {
        return new DelimitedFormat(Delimiter.COMMA, new StepRows());
    }

    /** Returns the answers of every second, separated by commas. */
    public static ResultFormat secondsAsCsv() {
        return new DelimitedFormat(Delimiter.COMMA, new SecondRows());
    }

    /** Returns the clients of a run of several, separated by commas. */
    public static ResultFormat clientsAsCsv() {
        return new DelimitedFormat(Delimiter.COMMA, new ClientRows());
    }
}
