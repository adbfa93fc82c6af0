package io.headroom.endpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

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
        return of(Files.readString(file));
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
