package io.headroom.clients;

import java.io.IOException;

/** Thrown when the other side sends something that is not a message. The message of this exception repeats no text of the other side. */
final class UnusableMessageException extends IOException {

    private static final long serialVersionUID = 1L;

    UnusableMessageException(String reason) {
        super(reason);
    }
}
