package io.headroom.endtoend.attack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes lines that are no longer what a valid message was. */
final class MessageMutator {

    /** Stands for a key. It must not be repeated by whoever receives it. */
    static final String CANARY = "canary-7d1f0c";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Takes the place of a value, in JSON or nearly so. */
    private static final List<String> VALUES = List.of(
            "-1",
            "0",
            "0.5",
            "-0.0",
            "1e-320",
            "2147483647",
            "2147483648",
            "-2147483648",
            "4611686018427387904",
            "9223372036854775807",
            "-9223372036854775808",
            "9223372036854775808",
            "1e308",
            "-1e308",
            "1e999",
            "NaN",
            "-Infinity",
            "\"NaN\"",
            "\"Infinity\"",
            "\"7\"",
            "1" + "0".repeat(200),
            "null",
            "true",
            "[]",
            "{}",
            "[1,2]",
            "{\"" + CANARY + "\":1}",
            "\"\"",
            "\"" + CANARY + "\"",
            "\"\\u0000\\u001b[2J\\n\\u202e\"",
            "\"\\ud800\"",
            "\"" + "x".repeat(5000) + "\"");

    private static final String MARK = "\"@@mutated@@\"";

    private final Random random;

    MessageMutator(Random random) {
        this.random = random;
    }

    /** Returns the bytes of a changed line, without its line feed unless that was changed, too. */
    byte[] mutant(String line) throws IOException {
        return switch (random.nextInt(12)) {
            case 0, 1, 2, 3, 4, 5 -> bytes(withValue(line, VALUES.get(random.nextInt(VALUES.size()))));
            case 6 -> bytes(without(line));
            case 7 -> bytes(doubled(line));
            case 8 -> bytes(line.substring(0, random.nextInt(line.length())));
            case 9 -> garbage(line);
            case 10 -> bytes(swapped(line));
            default -> huge(line);
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A property of an object somewhere in the message. */
    private record Place(ObjectNode parent, String name) {}

    private static List<Place> places(JsonNode node) {
        List<Place> places = new ArrayList<>();
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> each : object.properties()) {
                places.add(new Place(object, each.getKey()));
                places.addAll(places(each.getValue()));
            }
        } else if (node instanceof ArrayNode array) {
            array.forEach(each -> places.addAll(places(each)));
        }
        return places;
    }

    private Place any(JsonNode message) {
        List<Place> places = places(message);
        return places.get(random.nextInt(places.size()));
    }

    private String withValue(String line, String value) throws IOException {
        JsonNode message = MAPPER.readTree(line);
        Place place = any(message);
        place.parent().put(place.name(), "@@mutated@@");
        return message.toString().replace(MARK, value);
    }

    private String without(String line) throws IOException {
        JsonNode message = MAPPER.readTree(line);
        Place place = any(message);
        place.parent().remove(place.name());
        return message.toString();
    }

    private String doubled(String line) throws IOException {
        JsonNode message = MAPPER.readTree(line);
        Place place = any(message);
        String again = MAPPER.writeValueAsString(place.name()) + ":" + VALUES.get(random.nextInt(VALUES.size()));
        place.parent().put("@@", "@@mutated@@");
        return message.toString().replace("\"@@\":" + MARK, again);
    }

    /** Exchanges the values of two properties. */
    private String swapped(String line) throws IOException {
        JsonNode message = MAPPER.readTree(line);
        Place one = any(message);
        Place other = any(message);
        JsonNode value = one.parent().get(one.name()).deepCopy();
        JsonNode otherValue = other.parent().get(other.name()).deepCopy();
        one.parent().set(one.name(), otherValue);
        other.parent().set(other.name(), value);
        return message.toString();
    }

    private byte[] garbage(String line) {
        byte[] bytes = bytes(line);
        int changes = 1 + random.nextInt(8);
        for (int i = 0; i < changes; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        if (random.nextInt(4) == 0) {
            bytes = bytes("Authorization: Bearer " + CANARY + "\r\n\r\n");
        }
        return bytes;
    }

    private byte[] huge(String line) {
        return switch (random.nextInt(4)) {
            case 0 -> bytes("[".repeat(100_000));
            case 1 -> bytes("{\"a\":".repeat(20_000));
            case 2 -> {
                byte[] long5 = new byte[5_000_000];
                Arrays.fill(long5, (byte) 'x');
                yield long5;
            }
            default -> bytes(line.replaceFirst("\\{", "{\"unknown\":\"" + CANARY.repeat(300) + "\","));
        };
    }
}
