package io.headroom.run;

import java.io.IOException;

/** Thrown when Headroom does not write a file because of what is there. The message says what that is, and what to do. */
public final class RefusedFileException extends IOException {

    private static final long serialVersionUID = 1L;

    public RefusedFileException(String message) {
        super(message);
    }
}
