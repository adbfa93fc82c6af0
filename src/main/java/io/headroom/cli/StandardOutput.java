package io.headroom.cli;

import io.headroom.console.ConsoleWriter;
import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Optional;

/**
 * Standard output, on which verbs print their results, and on which text from outside commands nothing. A {@code PrintWriter} swallows
 * what goes wrong; this one remembers the first failure, so that half a document on a full disk is not taken for a whole one.
 */
final class StandardOutput extends ConsoleWriter {

    /** What the system says of a pipe whose reader has ended. */
    private static final String BROKEN_PIPE = "broken pipe";

    private final RememberingStream stream;

    private StandardOutput(RememberingStream stream, Charset charset) {
        super(new PrintWriter(new BufferedWriter(new OutputStreamWriter(stream, charset))));
        this.stream = stream;
    }

    /** Returns the standard output of this process. */
    static StandardOutput ofProcess() {
        String encoding = System.getProperty("sun.stdout.encoding"); // as picocli decides; only set for a console
        return to(
                new FileOutputStream(FileDescriptor.out),
                encoding == null ? Charset.defaultCharset() : Charset.forName(encoding));
    }

    /** Returns a standard output that goes into a stream. */
    static StandardOutput to(OutputStream stream, Charset charset) {
        return new StandardOutput(new RememberingStream(stream), charset);
    }

    /**
     * Flushes what a verb has printed before it goes on for long.
     *
     * @throws UserError when it cannot be written: nobody would know what the verb is doing
     */
    static void flush(PrintWriter out) throws UserError {
        Optional<UserError> failure = failure(out);
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    /** Flushes what was printed, and returns the mistake if not all of it could be written. */
    static Optional<UserError> failure(PrintWriter out) {
        if (!out.checkError()) {
            return Optional.empty();
        }
        String reason = out instanceof StandardOutput standard ? standard.stream.failure.orElse("") : "";
        return Optional.of(new UserError(
                unwritten(reason), "standard output cannot be written" + (reason.isEmpty() ? "" : ": " + reason)));
    }

    /** Returns the status of a result that could not be written, by the reason that the system gives. */
    static ExitStatus unwritten(String reason) {
        return reason.toLowerCase(Locale.ROOT).contains(BROKEN_PIPE) ? ExitStatus.READER_GONE : ExitStatus.UNREADABLE;
    }

    private static final class RememberingStream extends FilterOutputStream {

        private Optional<String> failure = Optional.empty();

        private RememberingStream(OutputStream stream) {
            super(stream);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            try {
                out.write(bytes, from, length);
            } catch (IOException e) {
                failure = failure.or(() -> Optional.ofNullable(e.getMessage()));
                throw e;
            }
        }
    }
}
