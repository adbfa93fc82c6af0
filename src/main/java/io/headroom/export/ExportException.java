package io.headroom.export;

/** Thrown when the records of a run cannot be written. The message says where and why. */
public final class ExportException extends Exception {

    private static final long serialVersionUID = 1L;

    ExportException(String message) {
        super(message);
    }

    ExportException(String message, Throwable cause) {
        super(message, cause);
    }
}
