package io.headroom.html;

import io.headroom.report.table.HistoryLine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Creates lines of a history. */
final class SampleHistory {

    private SampleHistory() {}

    /** Returns a line with the given cells, by column. The other cells are empty. */
    static HistoryLine line(Map<String, ?> cells) {
        List<String> all = new ArrayList<>(Collections.nCopies(HistoryLine.COLUMNS.size(), ""));
        cells.forEach((column, cell) -> all.set(HistoryLine.COLUMNS.indexOf(column), cell.toString()));
        return new HistoryLine(all);
    }
}
