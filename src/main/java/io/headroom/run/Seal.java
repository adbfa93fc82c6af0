package io.headroom.run;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import io.headroom.load.RunPart;

/**
 * Represents {@code seal.json} in an injector's folder, the last file that the injector writes. It states what the log held when it
 * was closed.
 *
 * @param schema         name and version of this document
 * @param part           the clients of this injector; in the document its fields stand beside the others
 * @param sent           scoring requests sent, the smoke call among them
 * @param answered       sent requests that were answered, failed, or timed out
 * @param logBytes       length of the log, bytes
 * @param logCrc32c      CRC-32C of the log, 8 hex digits
 * @param endEpochMillis end of the run, milliseconds since 1970 by the injector's own clock
 * @param ending         how the run ended, e.g. {@code complete}
 */
@JsonPropertyOrder({"schema", "part", "sent"})
public record Seal(
        String schema,
        @JsonUnwrapped RunPart part,
        long sent,
        long answered,
        long logBytes,
        String logCrc32c,
        long endEpochMillis,
        String ending) {

    /** Name and version of the document. */
    public static final String SCHEMA = "headroom-seal/1";

    /** The mark of such files. */
    public static final FileMark MARK = FileMark.schema("a seal of Headroom", SCHEMA);

    /** Name of the file. */
    public static final String NAME = "seal.json";

    /** Creates a seal of the current version of the document. */
    public Seal(
            RunPart part,
            long sent,
            long answered,
            long logBytes,
            String logCrc32c,
            long endEpochMillis,
            String ending) {
        this(SCHEMA, part, sent, answered, logBytes, logCrc32c, endEpochMillis, ending);
    }

    /**
     * Reads a document. A number that it lacks is 0, a text is empty.
     *
     * @throws IllegalArgumentException when it names impossible clients
     */
    static Seal of(JsonNode document) {
        return new Seal(
                document.path("schema").asText(),
                ClientFile.part(document),
                document.path("sent").asLong(),
                document.path("answered").asLong(),
                document.path("logBytes").asLong(),
                document.path("logCrc32c").asText(),
                document.path("endEpochMillis").asLong(),
                document.path("ending").asText());
    }
}
