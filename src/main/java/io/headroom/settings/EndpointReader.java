package io.headroom.settings;

import io.headroom.endpoint.AnswerLimits;
import io.headroom.endpoint.ApiKey;
import io.headroom.endpoint.ConnectionUse;
import io.headroom.endpoint.Payloads;
import io.headroom.endpoint.ScoringEndpoint;
import io.headroom.endpoint.StartPatience;
import io.headroom.load.StatusOutcomes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Reads the settings of the endpoint, its key and its payloads. */
final class EndpointReader {

    private static final Duration MILLI = Duration.ofMillis(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private static final int KIB = 1024;
    private static final int MIB = 1024 * KIB;
    private static final int LARGEST_BODY = 1024 * MIB;

    private static final String PAYLOAD = "a file, or a folder of files of one type, that can be read";

    private static final String CONTENT_TYPE_KEY = "endpoint.content-type";

    private static final ValueType<String> CONTENT_TYPE = new ValueType<>(
            "a content type, such as text/csv or image/jpeg",
            (source, path) -> Optional.of(source.getString(path).strip())
                    .filter(text -> text.matches("[!-~&&[^/;]]+/[!-~&&[^/;]]+(\\s*;[ -~]+)?")));

    private final ConfigReader reader;
    private final TargetReader targets;

    EndpointReader(ConfigReader reader, TargetReader targets) {
        this.reader = reader;
        this.targets = targets;
    }

    ScoringEndpoint endpoint() {
        return new ScoringEndpoint(
                targets.url("endpoint.url"),
                targets.path("endpoint.readiness-path"),
                headers(),
                contentType(),
                requestTimeout(reader),
                answerLimits(),
                reader.flag("endpoint.cookies"),
                reader.oneOf("endpoint.connections", ConnectionUse.values(), ConnectionUse::word),
                new StartPatience(reader.duration("endpoint.start-patience", Duration.ZERO, HOUR)),
                targets.allowedHosts(),
                tlsInsecure(),
                expectation());
    }

    /** Reads the longest wait for an answer, which also bounds how much a search may have in flight. */
    static Duration requestTimeout(ConfigReader reader) {
        return reader.duration("endpoint.request-timeout", MILLI, HOUR);
    }

    /** Reads what the statuses of its answers stand for. */
    StatusOutcomes statuses() {
        return new StatusReader(reader).statuses();
    }

    private AnswerLimits answerLimits() {
        return new AnswerLimits(
                reader.size("endpoint.answer.maximum-headers", KIB, MIB),
                reader.size("endpoint.answer.maximum-body", KIB, LARGEST_BODY));
    }

    private Optional<ScoringEndpoint.Expectation> expectation() {
        Optional<String> path =
                reader.optionalText("endpoint.expect.path", "a JMESPath expression, such as score or result[0].score");
        Optional<String> value = reader.optionalText("endpoint.expect.value", "a text");
        if (value.isPresent() && reader.isNone("endpoint.expect.path")) {
            reader.problem("endpoint.expect.value", "none, or headroom.endpoint.expect.path to say where it must be");
        }
        return path.map(given -> new ScoringEndpoint.Expectation(given, value));
    }

    /** Gatling reads this setting by itself, before any code of Headroom runs, and not from Headroom's file. */
    private boolean tlsInsecure() {
        String key = "endpoint.tls.insecure";
        boolean insecure = reader.flag(key);
        if (insecure && !reader.isOverridden(key)) {
            reader.problem(key, "false in a file; where it must be, give -Dheadroom.endpoint.tls.insecure=true");
        }
        return insecure;
    }

    private Map<String, String> headers() {
        Map<String, String> headers = reader.table("endpoint.headers");
        if (headers.keySet().stream().anyMatch("authorization"::equalsIgnoreCase)) {
            reader.problem(
                    "headroom.endpoint.headers holds Authorization; put the key into " + SettingsSource.KEY_VARIABLE
                            + " or a file named by headroom.endpoint.key-file, so that it appears in no settings and no report");
        }
        if (headers.values().stream().anyMatch(value -> !value.matches("[\\t -~]*"))) {
            reader.problem("endpoint.headers", "values of printable ASCII");
        }
        return headers;
    }

    /**
     * Reads the key of what is measured: of the endpoint, or of a stand-in that was started elsewhere, which never gets the key of the
     * endpoint.
     */
    Optional<ApiKey> key(Map<String, String> environment) {
        return reader.isNone("endpoint.url") && !reader.isNone(ClientReader.STAND_IN)
                ? key(Settings.STAND_IN_KEY_VARIABLE, Optional.empty(), environment)
                : key(SettingsSource.KEY_VARIABLE, reader.optional("endpoint.key-file", ValueType.file()), environment);
    }

    private Optional<ApiKey> key(String variable, Optional<Path> file, Map<String, String> environment) {
        try {
            if (file.isPresent()) {
                return Optional.of(ApiKey.read(file.get()));
            }
            return Optional.ofNullable(environment.get(variable)).map(ApiKey::of);
        } catch (IOException e) {
            boolean exists = file.filter(Files::exists).isPresent();
            reader.problem(
                    "endpoint.key-file",
                    "a file that can be read; but "
                            + file.map(Path::toAbsolutePath).orElseThrow()
                            + (exists ? " cannot be read" : " does not exist"));
        } catch (IllegalArgumentException e) {
            String where = file.map(path -> "headroom.endpoint.key-file (" + path + ")")
                    .orElse("environment variable " + variable);
            reader.problem(where + " holds no usable key: " + e.getMessage());
        }
        return Optional.empty();
    }

    Optional<Payloads> payloads() {
        Path path = reader.file("endpoint.payload");
        Optional<String> type = contentType();
        if (!Files.isReadable(path)) {
            String state = Files.exists(path) ? " cannot be read" : " does not exist";
            reader.problem("endpoint.payload", PAYLOAD + "; but " + path.toAbsolutePath() + state);
            return Optional.empty();
        }
        try {
            return Optional.of(Payloads.read(path, type));
        } catch (IOException e) {
            reader.problem("endpoint.payload", PAYLOAD + "; but " + path.toAbsolutePath() + " cannot be read");
        } catch (Payloads.WrongTypeException e) {
            reader.problem(declaringKey(), "the content type of the payload; but " + e.getMessage());
        } catch (IllegalArgumentException e) {
            reader.problem("endpoint.payload", PAYLOAD + "; but " + e.getMessage());
        }
        return Optional.empty();
    }

    /** Returns the key whose value declares the content type. */
    private String declaringKey() {
        return reader.isNone(CONTENT_TYPE_KEY) ? "endpoint.headers" : CONTENT_TYPE_KEY;
    }

    /** Returns the content type that is declared: by its setting, or else among the headers. */
    private Optional<String> contentType() {
        return reader.optional(CONTENT_TYPE_KEY, CONTENT_TYPE)
                .or(() -> reader.table("endpoint.headers").entrySet().stream()
                        .filter(header -> header.getKey().equalsIgnoreCase("content-type"))
                        .map(Map.Entry::getValue)
                        .findFirst());
    }
}
