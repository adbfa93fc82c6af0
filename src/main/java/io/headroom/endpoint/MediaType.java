package io.headroom.endpoint;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The content type of a payload, as in the {@code Content-Type} header.
 *
 * @param text the header's value
 */
record MediaType(String text) {

    static final MediaType JSON = new MediaType("application/json");
    static final MediaType BYTES = new MediaType("application/octet-stream");

    private static final MediaType JSON_LINES = new MediaType("application/jsonlines");

    /** The types that scoring services take most, by the extension of the file. */
    private static final Map<String, MediaType> BY_EXTENSION = Map.ofEntries(
            Map.entry("json", JSON),
            Map.entry("jsonl", JSON_LINES),
            Map.entry("ndjson", JSON_LINES),
            Map.entry("csv", new MediaType("text/csv")),
            Map.entry("txt", new MediaType("text/plain")),
            Map.entry("xml", new MediaType("application/xml")),
            Map.entry("libsvm", new MediaType("text/libsvm")),
            Map.entry("jpg", new MediaType("image/jpeg")),
            Map.entry("jpeg", new MediaType("image/jpeg")),
            Map.entry("png", new MediaType("image/png")),
            Map.entry("gif", new MediaType("image/gif")),
            Map.entry("webp", new MediaType("image/webp")),
            Map.entry("bmp", new MediaType("image/bmp")),
            Map.entry("tif", new MediaType("image/tiff")),
            Map.entry("tiff", new MediaType("image/tiff")),
            Map.entry("wav", new MediaType("audio/wav")),
            Map.entry("mp3", new MediaType("audio/mpeg")),
            Map.entry("mp4", new MediaType("video/mp4")),
            Map.entry("pdf", new MediaType("application/pdf")),
            Map.entry("npy", new MediaType("application/x-npy")),
            Map.entry("npz", new MediaType("application/x-npz")),
            Map.entry("parquet", new MediaType("application/x-parquet")),
            Map.entry("pb", new MediaType("application/x-protobuf")),
            Map.entry("bin", BYTES));

    /** Returns the type of a file by its extension; empty if the extension says nothing. */
    static Optional<MediaType> of(Path file) {
        return Optional.ofNullable(BY_EXTENSION.get(extension(file)));
    }

    /** Returns the extension of a file's name, in lower case and without its dot; empty text if it has none. */
    static String extension(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    /** Returns whether a body of this type is one JSON document. */
    boolean isJson() {
        return essence().equals("application/json")
                || essence().equals("text/json")
                || essence().endsWith("+json");
    }

    /** Returns whether a body of this type is one JSON document on each line. */
    boolean isJsonLines() {
        return essence().matches("application/(x-)?(jsonlines|jsonl|ndjson)");
    }

    private String essence() {
        return text.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
    }
}
