package io.headroom.report.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headroom.load.Outcome;
import io.headroom.load.Purpose;
import io.headroom.saturation.StepVerdict;
import io.headroom.verdict.Verdict;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The schema and the code say the same, and the schema explains it. */
class SchemaShapeTest {

    private static final Map<String, String> UNITS =
            Map.of("PerSecond", "per second", "Millis", "milliseconds", "Share", "share", "callers", "callers");

    private static JsonNode schema;

    @BeforeAll
    static void read() throws Exception {
        schema = new ObjectMapper()
                .readTree(Path.of("conf", "headroom.schema.json").toFile());
    }

    @Test
    void propertiesAreExactlyThoseOfTheDocument() {
        assertSameProperties(schema, ResultDocument.class);
    }

    @Test
    void wordsAreExactlyThoseOfTheCode() {
        JsonNode step = schema.at("/$defs/step/properties");

        assertEquals(
                description(Stream.of(Verdict.values()).map(Verdict::word)),
                description(schema.at("/properties/verdict/enum")));
        assertEquals(
                description(Stream.of(StepVerdict.values()).map(StepVerdict::word)),
                description(step.at("/verdict/enum")));
        assertEquals(
                description(Stream.of(Purpose.values()).map(Purpose::word)), description(step.at("/purpose/enum")));
        assertEquals(
                description(Stream.of(Outcome.values()).map(Outcome::word)), names(step.at("/requests/properties")));
        assertEquals(
                ResultDocument.SCHEMA, schema.at("/properties/schema/const").asText());
    }

    @Test
    void everyPropertyIsDescribedWithItsUnit() {
        forEachProperty(schema, (name, property) -> {
            String description = property.path("description").asText();
            assertThat(description).endsWith(".");
            UNITS.forEach((ending, unit) -> assertTrue(
                    !name.endsWith(ending)
                            || description.toLowerCase(Locale.ROOT).contains(unit),
                    name + " lacks its unit: " + description));
        });
    }

    @Test
    void noObjectTakesPropertiesThatAreNotListed() {
        List<JsonNode> objects = objects(schema).toList();

        assertEquals(37, objects.size(), "objects in the schema");
        objects.forEach(
                object -> assertFalse(object.path("additionalProperties").asBoolean(true), object.toString()));
    }

    private static Stream<JsonNode> objects(JsonNode node) {
        Stream<JsonNode> below = StreamSupport.stream(node.spliterator(), false).flatMap(SchemaShapeTest::objects);
        return node.path("type").asText().equals("object") ? Stream.concat(Stream.of(node), below) : below;
    }

    private static void assertSameProperties(JsonNode node, Class<?> record) {
        JsonNode object = node.has("$ref") ? schema.at(node.get("$ref").asText().substring(1)) : node;
        JsonNode properties = object.path("properties");
        assertEquals(
                description(Arrays.stream(record.getRecordComponents()).map(RecordComponent::getName)),
                names(properties),
                record.getSimpleName());
        for (RecordComponent component : record.getRecordComponents()) {
            JsonNode property = properties.get(component.getName());
            if (component.getType().isRecord()) {
                assertSameProperties(property, component.getType());
            } else if (component.getGenericType() instanceof ParameterizedType generic
                    && generic.getActualTypeArguments()[0] instanceof Class<?> element
                    && element.isRecord()) {
                assertSameProperties(property.get("items"), element);
            }
        }
    }

    private static void forEachProperty(JsonNode node, BiConsumer<String, JsonNode> visitor) {
        node.path("properties").properties().forEach(entry -> visitor.accept(entry.getKey(), entry.getValue()));
        node.forEach(child -> forEachProperty(child, visitor));
    }

    private static Set<String> description(Stream<String> words) {
        return new TreeSet<>(words.toList());
    }

    private static Set<String> description(JsonNode array) {
        Set<String> words = new TreeSet<>();
        array.forEach(word -> words.add(word.asText()));
        return words;
    }

    private static Set<String> names(JsonNode properties) {
        Set<String> names = new TreeSet<>();
        properties.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
