package io.headroom.endpoint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;

/** The bearer key of the endpoint. Not a record, so that nothing prints, serialises or compares its value by accident. */
public final class ApiKey {

    private final String value;

    private ApiKey(String value) {
        this.value = value;
    }

    /**
     * Creates a key; surrounding white space is left out.
     *
     * @throws IllegalArgumentException when the key is empty or could not be sent in a header; the message does not
     *                                  quote it
     */
    public static ApiKey of(String value) {
        String trimmed = value.strip();
        if (trimmed.isEmpty()) {
            throw new IllegalArgumentException("the key is empty");
        }
        if (!trimmed.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
            throw new IllegalArgumentException("the key holds a blank or a character outside ASCII");
        }
        return new ApiKey(trimmed);
    }

    /**
     * Reads the key from a file.
     *
     * @throws IllegalArgumentException as {@link #of} does
     */
    public static ApiKey read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        if (startsWith(bytes, 0xEF, 0xBB, 0xBF) || startsWith(bytes, 0xFE, 0xFF) || startsWith(bytes, 0xFF, 0xFE)) {
            throw new IllegalArgumentException(
                    "the file starts with a byte order mark, as editors and PowerShell on Windows write"
                            + " it; save it as plain ASCII, without one");
        }
        for (byte each : bytes) {
            if (each <= 0) {
                throw new IllegalArgumentException(
                        "the file is not plain ASCII (UTF-16, or a character outside ASCII); save it as plain ASCII");
            }
        }
        return of(new String(bytes, StandardCharsets.US_ASCII));
    }

    private static boolean startsWith(byte[] bytes, int... mark) {
        return bytes.length >= mark.length
                && IntStream.range(0, mark.length).allMatch(i -> (bytes[i] & 0xFF) == mark[i]);
    }

    /** Returns the value of the {@code Authorization} header. This is the only way to see the key. */
    public String authorization() {
        return "Bearer " + value;
    }

    @Override
    public String toString() {
        return "****";
    }
}
