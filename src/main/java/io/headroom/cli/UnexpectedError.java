package io.headroom.cli;

import io.headroom.console.InternalFailure;
import io.headroom.run.IoReason;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;

/** Reports in one sentence that something went wrong that Headroom did not foresee. */
final class UnexpectedError {

    private UnexpectedError() {}

    /**
     * Prints what happened, without the exception's own message, which was not written for users and could hold anything.
     *
     * @param traced whether to print the stack trace, too
     * @return the status to end with
     */
    static ExitStatus tell(Throwable error, PrintWriter err, boolean traced) {
        ExitStatus status = sentence(error, err);
        if (traced) {
            error.printStackTrace(err);
        }
        err.flush();
        return status;
    }

    private static ExitStatus sentence(Throwable error, PrintWriter err) {
        if (error instanceof OutOfMemoryError) {
            err.println("headroom: out of memory (" + error.getMessage()
                    + "); give Java more: java -Xmx2g -jar, or HEADROOM_JAVA_OPTIONS=-Xmx2g for target/headroom");
            return ExitStatus.BUG;
        }
        if (error instanceof UncheckedIOException unchecked) {
            err.println("headroom: a file cannot be read or written: " + reason(unchecked.getCause()));
            return ExitStatus.UNREADABLE;
        }
        err.println("headroom: " + InternalFailure.description(error)
                + ", not in what you gave it; please report it with its stack trace, which " + StandardOptions.TRACE
                + " prints");
        return ExitStatus.BUG;
    }

    /** Returns what went wrong, and with which file if the system named one. */
    private static String reason(IOException e) {
        String file =
                e instanceof FileSystemException system && system.getFile() != null ? system.getFile() + ": " : "";
        return file + IoReason.of(e);
    }
}
