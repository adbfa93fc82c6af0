package io.headroom.simlog;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The bytes of a log: those of its file or, if the file was compressed by gzip, those that were compressed. A compressed log is
 * decompressed once more, to know its size, which offsets are a share of.
 *
 * @param channel the bytes from the first one on
 * @param size    their number when the file was opened
 */
record LogBytes(ReadableByteChannel channel, long size) implements Closeable {

    private static final byte[] GZIP = {0x1f, (byte) 0x8b};

    /**
     * Opens a log.
     *
     * @throws UnreadableLogException when the file was compressed and is damaged or cut off
     */
    static LogBytes open(Path file) throws IOException, UnreadableLogException {
        if (!isCompressed(file)) {
            FileChannel plain = FileChannel.open(file, StandardOpenOption.READ);
            return new LogBytes(plain, plain.size());
        }
        long size = decompressedSize(file);
        return new LogBytes(Channels.newChannel(stream(file)), size);
    }

    /** Returns the number of bytes of a log; of a compressed one, of what was compressed. */
    static long size(Path file) throws IOException, UnreadableLogException {
        return isCompressed(file) ? decompressedSize(file) : Files.size(file);
    }

    /** Returns the first bytes, at most so many; all that can be decompressed if the file is damaged there. */
    static byte[] start(Path file, int most) throws IOException {
        byte[] start = new byte[most];
        int length = 0;
        try (InputStream in = stream(file)) {
            int read = 0;
            while (read >= 0 && length < most) {
                length += read;
                read = in.read(start, length, most - length);
            }
        } catch (EOFException | ZipException damaged) {
            // what came before it tells what the file is
        }
        return Arrays.copyOf(start, length);
    }

    /** Returns whether gzip compressed the file. */
    static boolean isCompressed(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(GZIP.length), GZIP);
        }
    }

    private static InputStream stream(Path file) throws IOException {
        boolean compressed = isCompressed(file);
        InputStream in = Files.newInputStream(file);
        try {
            return compressed ? new GZIPInputStream(new BufferedInputStream(in)) : in;
        } catch (IOException damaged) {
            in.close();
            throw damaged;
        }
    }

    private static long decompressedSize(Path file) throws IOException, UnreadableLogException {
        try (InputStream in = stream(file)) {
            return in.transferTo(OutputStream.nullOutputStream());
        } catch (EOFException | ZipException damaged) {
            throw new UnreadableLogException(
                    file + " is compressed by gzip, and damaged or cut off: copy it again, or decompress what"
                            + " can be read of it (zcat), and name the file that comes out of it");
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
