package io.headroom.html;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headroom.run.Json;

/**
 * Writes a chart's data as JSON for the script that draws it. The characters {@code <}, {@code >} and {@code &} are always escaped, so
 * that no text can end the HTML element that holds the data.
 */
final class ChartJson {

    private static final ObjectWriter WRITER =
            Json.mapper().writer(new HtmlEscapes()).without(SerializationFeature.INDENT_OUTPUT);

    private ChartJson() {}

    static String of(Chart chart) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("x", chart.axes().x());
        json.put("left", chart.axes().left());
        json.put("right", chart.axes().right().orElse(null));
        json.put("shape", chart.shape().word());
        ArrayNode series = json.putArray("series");
        chart.series().forEach(line -> series(line, series.addObject()));
        ArrayNode annotations = json.putArray("annotations");
        chart.annotations().forEach(each -> annotation(each, annotations.addObject()));
        ArrayNode rows = json.putArray("rows");
        chart.rows().forEach(row -> row(row, rows.addArray()));
        try {
            return WRITER.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values is always JSON", e);
        }
    }

    private static void series(Chart.Series series, ObjectNode json) {
        json.put("label", series.label());
        json.put("right", series.right());
        style(series.style(), json);
    }

    private static void annotation(Chart.Annotation annotation, ObjectNode json) {
        json.put("vertical", annotation.vertical());
        json.put("from", annotation.from());
        json.put("to", annotation.to());
        style(annotation.style(), json);
    }

    private static void style(SeriesStyle style, ObjectNode json) {
        json.put("style", style.word());
        json.put("pointSize", style.pointSize());
        ArrayNode dashes = json.putArray("dash");
        if (!style.dashes().isEmpty()) {
            for (String length : style.dashes().split(" ", -1)) {
                dashes.add(Integer.parseInt(length));
            }
        }
    }

    private static void row(Chart.ChartRow row, ArrayNode json) {
        json.add(row.x());
        row.values().forEach(value -> {
            if (value.isPresent()) {
                json.add(value.getAsDouble());
            } else {
                json.addNull();
            }
        });
    }

    /** Escapes the characters that have a meaning in HTML, beside those that JSON requires. */
    private static final class HtmlEscapes extends CharacterEscapes {

        private static final long serialVersionUID = 1;

        @Override
        public int[] getEscapeCodesForAscii() {
            int[] codes = CharacterEscapes.standardAsciiEscapesForJSON();
            for (char character : new char[] {'<', '>', '&'}) {
                codes[character] = CharacterEscapes.ESCAPE_STANDARD;
            }
            return codes;
        }

        @Override
        public SerializableString getEscapeSequence(int character) {
            return null; // the standard escape
        }
    }
}
