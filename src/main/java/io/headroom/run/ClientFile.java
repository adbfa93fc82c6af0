package io.headroom.run;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import io.headroom.load.RunPart;

/**
 * Represents {@code client.json} in an injector's folder, which is written as soon as the folder exists. It names the clients of
 * this injector, the run that they belong to, and the offset of its clock.
 *
 * @param schema            name and version of this document
 * @param part              the clients of this injector; in the document its fields stand beside the others
 * @param clockOffsetMillis time to add to the injector's clock to get the coordinator's, milliseconds
 * @param clockErrorMillis  maximum error of the offset, milliseconds
 */
@JsonPropertyOrder({"schema", "part", "clockOffsetMillis"})
public record ClientFile(
        String schema, @JsonUnwrapped RunPart part, double clockOffsetMillis, double clockErrorMillis) {

    /** Name and version of the document. */
    public static final String SCHEMA = "headroom-client/1";

    /** The mark of such files. */
    public static final FileMark MARK = FileMark.schema("a client.json of Headroom", SCHEMA);

    /** Name of the file. */
    public static final String NAME = "client.json";

    /** Creates a document of the current version. */
    public ClientFile(RunPart part, double clockOffsetMillis, double clockErrorMillis) {
        this(SCHEMA, part, clockOffsetMillis, clockErrorMillis);
    }

    /**
     * Reads a document. A number that it lacks is 0, a text is empty.
     *
     * @throws IllegalArgumentException when it names impossible clients
     */
    static ClientFile of(JsonNode document) {
        return new ClientFile(
                document.path("schema").asText(),
                part(document),
                document.path("clockOffsetMillis").asDouble(),
                document.path("clockErrorMillis").asDouble());
    }

    /** Reads the clients that a document names. */
    static RunPart part(JsonNode document) {
        return new RunPart(
                document.path("run").asText(),
                document.path("first").asInt(),
                document.path("last").asInt(),
                document.path("count").asInt());
    }
}
