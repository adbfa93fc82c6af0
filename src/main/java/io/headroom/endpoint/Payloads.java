package io.headroom.endpoint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The bodies of requests: one that is sent again and again, or several of one content type that are sent in turn. Read once. */
public final class Payloads {

    private static final String OR_SET = "set headroom.endpoint.content-type";

    private final List<byte[]> bodies;
    private final MediaType type;
    private final AtomicInteger turn = new AtomicInteger();

    private Payloads(List<byte[]> bodies, MediaType type) {
        this.bodies = List.copyOf(bodies);
        this.type = type;
    }

    /** A file is not what the declared content type says. */
    public static final class WrongTypeException extends IllegalArgumentException {

        private static final long serialVersionUID = 1L;

        private WrongTypeException(String message) {
            super(message);
        }
    }

    /**
     * Reads the bodies. Without a declared type, the extension of a file tells it; a file whose extension says nothing is JSON if it
     * can be read as JSON, and bytes otherwise. What is JSON by its type must be JSON.
     *
     * @param path     a file, or a folder: its {@code .json} files if it has any and no type is declared, otherwise all its files;
     *                 they are taken in turn, by name
     * @param declared content type that the settings declare
     * @throws IOException              when it cannot be read
     * @throws WrongTypeException       when a file is not what the declared type says
     * @throws IllegalArgumentException when a file is empty, not there, or not what its extension says, or the folder holds nothing, or
     *                                  files of several types
     */
    public static Payloads read(Path path, Optional<String> declared) throws IOException {
        List<Path> files = files(path, declared.isPresent());
        List<byte[]> bodies = files.stream().map(Payloads::body).toList();
        MediaType type = declared.map(MediaType::new).orElseGet(() -> commonType(path, files, bodies));
        for (int i = 0; i < bodies.size(); i++) {
            check(files.get(i), bodies.get(i), type, declared.isPresent());
        }
        return new Payloads(bodies, type);
    }

    /** Returns the next body, which must not be changed. Safe for use by several threads. */
    public byte[] next() {
        return bodies.size() == 1 ? bodies.get(0) : bodies.get(Math.floorMod(turn.getAndIncrement(), bodies.size()));
    }

    /** Returns the value of the {@code Content-Type} header, which all bodies share. */
    public String contentType() {
        return type.text();
    }

    /** Returns whether each body is one JSON document by its type. */
    public boolean isJson() {
        return type.isJson();
    }

    /** Returns how many different bodies there are. */
    public int count() {
        return bodies.size();
    }

    /** Describes the bodies, e.g. {@code 3 bodies of 12 to 4096 bytes, text/csv}. */
    public String description() {
        int smallest = bodies.stream().mapToInt(body -> body.length).min().orElseThrow();
        int largest = bodies.stream().mapToInt(body -> body.length).max().orElseThrow();
        return (bodies.size() == 1 ? "1 body of " : bodies.size() + " bodies of ")
                + (smallest == largest ? "" : smallest + " to ")
                + largest + " bytes, " + type.text();
    }

    /** Returns the SHA-256 over all bodies in order, in hex. */
    public String fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            bodies.forEach(digest::update);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static List<Path> files(Path path, boolean typeIsDeclared) throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> children = Files.list(path)) {
            List<Path> files = children.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw new IllegalArgumentException(path + " is a folder without files");
            }
            List<Path> json = files.stream()
                    .filter(file -> MediaType.extension(file).equals("json"))
                    .toList();
            return typeIsDeclared || json.isEmpty() ? files : json;
        }
    }

    private static byte[] body(Path file) {
        try {
            byte[] body = Files.readAllBytes(file);
            if (body.length == 0) {
                throw new IllegalArgumentException(file + " is empty");
            }
            return body;
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " cannot be read", e);
        }
    }

    private static MediaType commonType(Path path, List<Path> files, List<byte[]> bodies) {
        List<MediaType> types = Stream.iterate(0, i -> i < files.size(), i -> i + 1)
                .map(i -> MediaType.of(files.get(i)).orElseGet(() -> typeOf(bodies.get(i))))
                .distinct()
                .toList();
        if (types.size() > 1) {
            throw new IllegalArgumentException(path + " holds files of several types ("
                    + types.stream()
                            .map(MediaType::text)
                            .collect(Collectors.collectingAndThen(
                                    Collectors.toCollection(TreeSet::new), all -> String.join(", ", all)))
                    + "); keep one, or " + OR_SET);
        }
        return types.get(0);
    }

    private static MediaType typeOf(byte[] body) {
        return JsonSyntax.problem(body).isEmpty() ? MediaType.JSON : MediaType.BYTES;
    }

    private static void check(Path file, byte[] body, MediaType type, boolean isDeclared) {
        Optional<JsonSyntax.Problem> problem = Optional.empty();
        if (type.isJson()) {
            problem = JsonSyntax.problem(body);
        } else if (type.isJsonLines()) {
            problem = problemOfLines(new String(body, StandardCharsets.UTF_8));
        }
        problem.ifPresent(found -> {
            if (isDeclared) {
                throw new WrongTypeException(file + " is not JSON: " + found.description());
            }
            throw new IllegalArgumentException(file + " is not JSON, as its type " + type.text() + " says: "
                    + found.description() + ". Mend the file, or, if it is not meant to be JSON, " + OR_SET
                    + " to what it is");
        });
    }

    private static Optional<JsonSyntax.Problem> problemOfLines(String text) {
        String[] lines = text.split("\n", -1);
        return Stream.iterate(0, i -> i < lines.length, i -> i + 1)
                .filter(i -> !lines[i].isBlank())
                .flatMap(
                        i -> JsonSyntax.problem(lines[i].getBytes(StandardCharsets.UTF_8))
                                .map(problem -> problem.onLine(i + 1))
                                .stream())
                .findFirst();
    }
}
