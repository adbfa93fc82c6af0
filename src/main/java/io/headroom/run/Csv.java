package io.headroom.run;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.text.translate.CsvTranslators.CsvEscaper;

/**
 * Writes comma-separated values as RFC 4180 defines them. A cell that holds a comma, a quote or a line break stands in quotes, and a
 * quote within it is doubled. Every line ends with CR LF, whatever the system's line end is: RFC 4180 allows no other.
 *
 * <p>All CSV that Headroom writes follows this class. The escaper is named directly, because {@code StringEscapeUtils} would also
 * load the tables of HTML and XML entities, which a short command would notice.
 */
public final class Csv {

    /** Separates the cells of a line. */
    public static final String SEPARATOR = ",";

    /** Ends every line, also the last one. */
    public static final String LINE_END = "\r\n";

    private static final CsvEscaper ESCAPER = new CsvEscaper();

    private Csv() {}

    /** Returns a cell, in quotes where it needs them. */
    public static String cell(String text) {
        return ESCAPER.translate(text);
    }

    /** Returns a line of cells, without its line end. */
    public static String line(List<String> cells) {
        return cells.stream().map(Csv::cell).collect(Collectors.joining(SEPARATOR));
    }
}
