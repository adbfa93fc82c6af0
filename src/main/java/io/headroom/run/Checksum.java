package io.headroom.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.zip.CRC32C;

/**
 * Computes the CRC-32C of files (RFC 3720, appendix B.4). It shows damage, not malice, and is computed faster than a log can be
 * read.
 */
public final class Checksum {

    private static final int CHUNK = 1 << 20;

    private Checksum() {}

    /** Returns the checksum of a whole file, as 8 hex digits. */
    public static String of(Path file) throws IOException {
        CRC32C crc = new CRC32C();
        ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            while (channel.read(chunk) >= 0) {
                chunk.flip();
                crc.update(chunk);
                chunk.clear();
            }
        }
        return String.format(Locale.ROOT, "%08x", crc.getValue());
    }
}
