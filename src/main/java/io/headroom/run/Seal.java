package io.headroom.run;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * {@code seal.json} in an injector's folder, the last file that it writes: what its log held when it was closed.
 *
 * @param schema         name and version of this document
 * @param run            id of the run
 * @param first          its first client, from 1
 * @param last           its last client
 * @param count          clients of the whole run
 * @param sent           scoring requests that it sent, the smoke call among them
 * @param answered       those of them that were answered, failed, or timed out
 * @param logBytes       length of the log, bytes
 * @param logCrc32c      CRC-32C of the log, 8 hex digits
 * @param endEpochMillis when it ended, milliseconds since 1970 by its own clock
 * @param ending         how its run ended, e.g. {@code complete}
 */
public record Seal(
        String schema,
        String run,
        int first,
        int last,
        int count,
        long sent,
        long answered,
        long logBytes,
        String logCrc32c,
        long endEpochMillis,
        String ending) {

    /** Name and version of the document. */
    public static final String SCHEMA = "headroom-seal/1";

    /** Name of the file. */
    public static final String NAME = "seal.json";

    /** What a document says; what it lacks is 0 or empty. */
    static Seal of(JsonNode document) {
        return new Seal(
                document.path("schema").asText(),
                document.path("run").asText(),
                document.path("first").asInt(),
                document.path("last").asInt(),
                document.path("count").asInt(),
                document.path("sent").asLong(),
                document.path("answered").asLong(),
                document.path("logBytes").asLong(),
                document.path("logCrc32c").asText(),
                document.path("endEpochMillis").asLong(),
                document.path("ending").asText());
    }
}
