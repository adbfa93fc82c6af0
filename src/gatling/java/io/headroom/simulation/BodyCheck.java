package io.headroom.simulation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.burt.jmespath.Expression;
import io.burt.jmespath.JmesPathException;
import io.burt.jmespath.jackson.JacksonRuntime;
import io.headroom.endpoint.AnswerText;
import io.headroom.endpoint.ScoringEndpoint.Expectation;
import io.headroom.load.Outcome;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Checks the JSON body of answers. It finds what the check of Gatling finds with the same expression, but that one logs what it cannot
 * read, and so whatever the service put there, which may be a secret of the request. Safe for use by several threads.
 */
final class BodyCheck {

    /** The size of answers is limited before they come here. */
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build());

    private static final JacksonRuntime JMES_PATH = new JacksonRuntime();

    private final Expectation expectation;
    private final Expression<JsonNode> path;
    private final AnswerText shown;

    /**
     * Creates a check.
     *
     * @param shown shows what is found instead of what is expected
     * @throws JmesPathException when the path is no JMESPath expression
     */
    BodyCheck(Expectation expectation, AnswerText shown) {
        this.expectation = expectation;
        this.path = compile(expectation.path());
        this.shown = shown;
    }

    /**
     * Compiles a JMESPath expression.
     *
     * @throws JmesPathException when it is none
     */
    static Expression<JsonNode> compile(String path) {
        return JMES_PATH.compile(path);
    }

    /** Returns the message for the log: whether the body of an answer is right, and what is wrong about it. */
    String message(byte[] body) {
        String wrong = Outcome.WRONG_ANSWER.word() + ": " + expectation.path();
        JsonNode document;
        try {
            document = parsed(body);
        } catch (IOException noJson) {
            return wrong + ", the answer is not JSON";
        }
        Optional<String> found;
        try {
            found = text(path.search(document));
        } catch (JmesPathException unfit) {
            return wrong + ", does not fit the answer";
        }
        if (found.isEmpty()) {
            return wrong + ", found nothing";
        }
        return expectation.value().isEmpty() || expectation.value().equals(found)
                ? Outcome.OK.word()
                : wrong + ", found " + shown.part(found.get());
    }

    /** JSON is UTF-8, but some services send Latin-1, and say so. In that, nothing is invalid. */
    private static JsonNode parsed(byte[] body) throws IOException {
        try {
            return JSON.readValue(body, JsonNode.class);
        } catch (IOException e) {
            if (isUtf8(body)) {
                throw e;
            }
            return JSON.readValue(new String(body, StandardCharsets.ISO_8859_1), JsonNode.class);
        }
    }

    private static boolean isUtf8(byte[] body) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            return true;
        } catch (CharacterCodingException other) {
            return false;
        }
    }

    private static Optional<String> text(JsonNode found) {
        if (found.isNull()) {
            return Optional.empty();
        }
        return Optional.of(found.isValueNode() ? found.asText() : found.toString());
    }
}
