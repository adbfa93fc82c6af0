package io.headroom.run;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * {@code client.json} in an injector's folder, written as soon as there is one: which clients of which run it is, and what its
 * clock shows.
 *
 * @param schema            name and version of this document
 * @param run               id of the run
 * @param first             its first client, from 1
 * @param last              its last client
 * @param count             clients of the whole run
 * @param clockOffsetMillis what has to be added to its clock to get the coordinator's, milliseconds
 * @param clockErrorMillis  that offset is right to so many milliseconds
 */
public record ClientFile(
        String schema, String run, int first, int last, int count, double clockOffsetMillis, double clockErrorMillis) {

    /** Name and version of the document. */
    public static final String SCHEMA = "headroom-client/1";

    /** Name of the file. */
    public static final String NAME = "client.json";

    /** What a document says; what it lacks is 0 or empty. */
    static ClientFile of(JsonNode document) {
        return new ClientFile(
                document.path("schema").asText(),
                document.path("run").asText(),
                document.path("first").asInt(),
                document.path("last").asInt(),
                document.path("count").asInt(),
                document.path("clockOffsetMillis").asDouble(),
                document.path("clockErrorMillis").asDouble());
    }
}
