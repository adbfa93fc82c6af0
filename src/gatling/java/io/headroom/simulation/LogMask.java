package io.headroom.simulation;

import io.headroom.endpoint.Secrets;
import io.headroom.plan.EndMark;
import io.headroom.run.RunFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Masks secrets in {@code simulation.log} when it is closed. The checks log none, but Gatling logs messages of its own, which quote what
 * the service sent, such as a status line that cannot be read. Every byte of a secret is replaced by another, so that the log stays
 * readable.
 */
final class LogMask implements RunWriter {

    private static final int BLOCK = 1 << 20;

    /** Read again with the next block, since a secret may lie across their border: no message that Gatling logs is longer. */
    private static final int OVERLAP = 1 << 12;

    private static final byte MASK = '*';

    /** Matches the word at which an answer is no JSON: it may be a part of a secret, whose whole is not there to be recognised. */
    private static final String TOKEN = "(?<=Unrecognized token ')[^']++";

    private final Supplier<Secrets> secrets;
    private boolean closed;

    /** @param secrets asked when the log is closed */
    LogMask(Supplier<Secrets> secrets) {
        this.secrets = secrets;
    }

    @Override
    public void runEnded(Progress progress, EndMark end) {
        closed = true;
    }

    @Override
    public void write(RunFolder folder) throws IOException {
        if (closed) {
            mask(folder.log(), hidden());
            closed = false;
        }
    }

    private Pattern hidden() {
        return secrets.get()
                .pattern()
                .map(secret -> Pattern.compile(TOKEN + "|" + secret.pattern(), secret.flags()))
                .orElseGet(() -> Pattern.compile(TOKEN));
    }

    private static void mask(Path log, Pattern hidden) throws IOException {
        try (FileChannel file = FileChannel.open(log, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            for (long start = 0; start < file.size(); start += BLOCK - OVERLAP) {
                ByteBuffer block = ByteBuffer.allocate((int) Math.min(BLOCK, file.size() - start));
                while (block.hasRemaining() && file.read(block, start + block.position()) >= 0) {}
                if (mask(block, hidden)) {
                    file.write(block.rewind(), start);
                }
            }
        }
    }

    /** Gatling writes strings in Latin-1, and in the machine's UTF-16 where they hold other characters. */
    private static boolean mask(ByteBuffer block, Pattern hidden) {
        boolean found =
                mask(StandardCharsets.ISO_8859_1.decode(block.rewind()).toString(), hidden, at -> block.put(at, MASK));
        for (int from = 0; from < Character.BYTES; from++) {
            CharBuffer wide = block.position(Math.min(from, block.limit()))
                    .slice()
                    .order(ByteOrder.nativeOrder())
                    .asCharBuffer();
            found |= mask(wide.toString(), hidden, at -> wide.put(at, (char) MASK));
        }
        return found;
    }

    private static boolean mask(String text, Pattern hidden, IntConsumer masked) {
        Matcher matcher = hidden.matcher(text);
        boolean found = false;
        while (matcher.find()) {
            found = true;
            IntStream.range(matcher.start(), matcher.end()).forEach(masked);
        }
        return found;
    }
}
