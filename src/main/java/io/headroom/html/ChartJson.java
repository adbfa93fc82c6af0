package io.headroom.html;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A chart's data for the script that draws it. No text can end the element that it stands in: {@code <} is never written. */
final class ChartJson {

    private static final ObjectMapper MAPPER = new ObjectMapper(
            new JsonFactoryBuilder().characterEscapes(new WithoutTags()).build());

    private ChartJson() {}

    static String of(Chart chart) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("x", chart.axes().x());
        json.put("left", chart.axes().left());
        json.put("right", chart.axes().right().orElse(null));
        json.put("shape", chart.shape().word());
        ArrayNode series = json.putArray("series");
        chart.series().forEach(line -> series(line, series.addObject()));
        ArrayNode marks = json.putArray("marks");
        chart.marks().forEach(mark -> mark(mark, marks.addObject()));
        ArrayNode rows = json.putArray("rows");
        chart.rows().forEach(row -> row(row, rows.addArray()));
        try {
            return MAPPER.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values", e);
        }
    }

    private static void series(Chart.Series series, ObjectNode json) {
        json.put("label", series.label());
        json.put("right", series.right());
        ink(series.ink(), json);
    }

    private static void mark(Chart.Mark mark, ObjectNode json) {
        json.put("vertical", mark.vertical());
        json.put("from", mark.from());
        json.put("to", mark.to());
        ink(mark.ink(), json);
    }

    private static void ink(SeriesStyle ink, ObjectNode json) {
        json.put("ink", ink.word());
        json.put("dot", ink.dot());
        ArrayNode dashes = json.putArray("dash");
        if (!ink.dashes().isEmpty()) {
            for (String length : ink.dashes().split(" ", -1)) {
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

    /** Escapes what HTML knows. */
    private static final class WithoutTags extends CharacterEscapes {

        private static final long serialVersionUID = 1;

        @Override
        public int[] getEscapeCodesForAscii() {
            int[] codes = CharacterEscapes.standardAsciiEscapesForJSON();
            for (char sign : new char[] {'<', '>', '&'}) {
                codes[sign] = CharacterEscapes.ESCAPE_STANDARD;
            }
            return codes;
        }

        @Override
        public SerializableString getEscapeSequence(int sign) {
            return null; // the standard one
        }
    }
}
