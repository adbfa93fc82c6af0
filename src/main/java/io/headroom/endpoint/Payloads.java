package io.headroom.endpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** The bodies of requests: one that is sent again and again, or several that are sent in turn. They are read once. */
public final class Payloads {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final List<byte[]> bodies;
    private final AtomicInteger turn = new AtomicInteger();

    private Payloads(List<byte[]> bodies) {
        this.bodies = List.copyOf(bodies);
    }

    /**
     * Reads the bodies.
     *
     * @param path a JSON file, or a folder whose {@code .json} files are taken in turn, by name
     * @throws IOException              when it cannot be read
     * @throws IllegalArgumentException when a file is not JSON, or the folder holds none
     */
    public static Payloads read(Path path) throws IOException {
        return new Payloads(files(path).stream().map(Payloads::readJson).toList());
    }

    /** Returns the next body, which must not be changed. Safe for use by several threads. */
    public byte[] next() {
        return bodies.size() == 1 ? bodies.get(0) : bodies.get(Math.floorMod(turn.getAndIncrement(), bodies.size()));
    }

    /** Returns how many different bodies there are. */
    public int count() {
        return bodies.size();
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

    private static List<Path> files(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> children = Files.list(path)) {
            List<Path> files = children.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw new IllegalArgumentException(path + " is a folder without a .json file");
            }
            return files;
        }
    }

    private static byte[] readJson(Path file) {
        try {
            byte[] body = Files.readAllBytes(file);
            if (JSON.readTree(body).isMissingNode()) {
                throw new IllegalArgumentException(file + " is empty");
            }
            return body;
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null
                    ? ""
                    : " (line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ")";
            throw new IllegalArgumentException(file + " is not JSON" + where + ": " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
