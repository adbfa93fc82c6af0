package io.headroom.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.headroom.plan.RunKind;
import io.headroom.run.FileMark;
import io.headroom.run.Json;
import io.headroom.run.RunFolder;
import io.headroom.run.SmallFile;
import io.headroom.run.Versions;
import io.headroom.run.WholeFile;
import io.headroom.standin.StandInSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Represents {@code workload.json} in a run's folder, which states what the run was made with. It holds no secret.
 *
 * @param schema      name and version of this document
 * @param name        name of the run for people: the setting {@code run.name}, or host, port and path of the endpoint
 * @param simulation  the simulation that ran
 * @param versions    versions of Headroom, Gatling and Java
 * @param endpoint    the service that was measured
 * @param payload     the bodies that were sent
 * @param fingerprint fingerprints of the parts and of all; two runs can be compared when theirs agree
 * @param settings    every setting but secrets, by its key; an optional one that is not set is {@link Settings#NONE}
 */
public record Workload(
        String schema,
        String name,
        Simulation simulation,
        Versions versions,
        Endpoint endpoint,
        Payload payload,
        Fingerprint fingerprint,
        Map<String, Object> settings) {

    /** Name and version of the document. */
    public static final String SCHEMA = "headroom-workload/2";

    private static final Pattern OF_SEARCH = Pattern.compile(
            "headroom\\.((search|arrivals|target|hold|warm-up|fine-tuning)\\..*|clients\\.(count|weights|search)"
                    + "|endpoint\\.(connections|cookies|request-timeout|statuses\\..*))");

    /**
     * A simulation.
     *
     * @param name    simple name of its class
     * @param version semantic version; a new major version measures in another way
     */
    public record Simulation(String name, String version) {}

    /**
     * The service that was measured.
     *
     * @param url         its URL, without the query, which may hold secrets
     * @param standIn     description of the stand-in; empty for a real endpoint
     * @param tlsVerified whether certificates and host names were checked
     * @param keySent     whether a bearer key was sent
     * @param headers     names of the extra headers
     */
    public record Endpoint(String url, String standIn, boolean tlsVerified, boolean keySent, List<String> headers) {
        /** Describes the service for people: its URL, or the stand-in. */
        public String description() {
            return standIn.isEmpty() ? url : "the built-in stand-in, " + standIn;
        }
    }

    /**
     * The bodies that were sent.
     *
     * @param path   file or folder that they were read from
     * @param count  number of different bodies
     * @param sha256 SHA-256 over all bodies in order, in hex
     */
    public record Payload(String path, int count, String sha256) {}

    /**
     * Fingerprints, each a SHA-256 in hex.
     *
     * @param all        fingerprint of all parts that must agree to compare two runs
     * @param simulation fingerprint of the simulation and its major version
     * @param payload    fingerprint of the bodies
     * @param endpoint   fingerprint of URL, header names and a content type other than JSON; all stand-ins have the same
     * @param search     fingerprint of the settings that decide how a run measures
     */
    public record Fingerprint(String all, String simulation, String payload, String endpoint, String search) {}

    /**
     * Reads the workload of a run, if its folder holds one.
     *
     * @throws IOException when the file is there but cannot be used, also when another version of Headroom wrote it; the message names
     *                     it
     */
    public static Optional<Workload> of(RunFolder folder) throws IOException {
        Path file = folder.workload();
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Workload workload = Json.mapper().readValue(SmallFile.document(file), Workload.class);
            if (workload == null) {
                throw new IOException(file + " is not a workload of Headroom: it holds null");
            }
            if (workload.schema != null && !workload.schema.equals(SCHEMA)) {
                throw new IOException(file + " was written by another version of Headroom (" + workload.schema
                        + "; expected " + SCHEMA + "): measure again, or analyze it with that version");
            }
            if (workload.isTorn()) {
                throw new IOException(file + " is not a workload of Headroom: parts of it are missing");
            }
            return Optional.of(workload.named());
        } catch (JsonProcessingException e) {
            throw new IOException(file + " is not a workload of Headroom: " + e.getOriginalMessage(), e);
        }
    }

    /** Returns this workload with the name that its parts give: a document may lack it, or hold a secret there. */
    private Workload named() {
        return new Workload(
                schema, RunName.of(settings, endpoint), simulation, versions, endpoint, payload, fingerprint, settings);
    }

    /** Writes this workload into a run's folder. */
    public void writeTo(RunFolder folder) throws IOException {
        WholeFile.write(folder.workload(), Json.bytes(this), FileMark.schema("a workload of Headroom", SCHEMA));
    }

    /** Returns whether a document that was read lacks a part. */
    private boolean isTorn() {
        return lacksAny(schema, simulation, versions, endpoint, payload, fingerprint, settings)
                || lacksAny(simulation.name, simulation.version)
                || lacksAny(versions.headroom(), versions.gatling(), versions.java())
                || lacksAny(endpoint.url, endpoint.standIn, endpoint.headers)
                || endpoint.headers.contains(null)
                || lacksAny(payload.path, payload.sha256)
                || lacksAny(fingerprint.all, fingerprint.simulation, fingerprint.payload)
                || lacksAny(fingerprint.endpoint, fingerprint.search);
    }

    private static boolean lacksAny(Object... parts) {
        return Stream.of(parts).anyMatch(Objects::isNull);
    }

    /**
     * Creates the workload of a run that is about to begin.
     *
     * @param url     URL of the service that is measured
     * @param standIn settings of the stand-in, if that is measured
     */
    public static Workload of(
            RunKind kind, Settings settings, URI url, Optional<StandInSettings> standIn, Versions versions) {
        Payload payload = settings.payloads()
                .map(bodies -> new Payload(settings.payload().toString(), bodies.count(), bodies.fingerprint()))
                .orElseThrow();
        Endpoint endpoint = new Endpoint(
                url.getScheme() + "://" + url.getAuthority() + url.getPath(),
                standIn.map(StandInSettings::description).orElse(""),
                !settings.endpoint().tlsInsecure(),
                settings.key().isPresent() || standIn.isPresent(),
                List.copyOf(new TreeSet<>(settings.endpoint().headers().keySet())));
        Simulation simulation = new Simulation(kind.simulation(), kind.version());
        Map<String, Object> flat = new TreeMap<>(settings.flat());
        return new Workload(
                SCHEMA,
                RunName.of(flat, endpoint),
                simulation,
                versions,
                endpoint,
                payload,
                fingerprint(simulation, payload, endpoint, settings),
                flat);
    }

    /** Returns whether a setting changes how a run measures, so that runs that differ in it cannot be compared. */
    public static boolean decidesTheSearch(String key) {
        return OF_SEARCH.matcher(key).matches();
    }

    private static Fingerprint fingerprint(
            Simulation simulation, Payload payload, Endpoint endpoint, Settings settings) {
        String ofSimulation =
                sha256(simulation.name() + " " + simulation.version().replaceAll("\\..*", ""));
        String type = settings.payloads()
                .filter(bodies -> !bodies.isJson())
                .map(bodies -> " " + bodies.contentType())
                .orElse("");
        // a stand-in has another port each time, and a comparison may be about its settings
        String ofEndpoint =
                sha256((endpoint.standIn().isEmpty() ? endpoint.url() : "stand-in") + " " + endpoint.headers() + type);
        String ofSearch = ofSearch(settings);
        String all = sha256(ofSimulation + payload.sha256() + ofEndpoint + ofSearch);
        return new Fingerprint(all, ofSimulation, payload.sha256(), ofEndpoint, ofSearch);
    }

    /** Returns the fingerprint of the settings that decide how a run measures: their SHA-256, in hex. */
    public static String ofSearch(Settings settings) {
        return sha256(settings.flat().entrySet().stream()
                .filter(entry -> decidesTheSearch(entry.getKey()))
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .sorted()
                .collect(Collectors.joining("\n")));
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
