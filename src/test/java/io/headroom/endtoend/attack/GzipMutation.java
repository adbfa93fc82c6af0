package io.headroom.endtoend.attack;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Damage to what is inside a compressed file, which is then compressed again.
 *
 * @param inside the damage
 */
record GzipMutation(Mutation inside) implements Mutation {

    /** Damaged bytes may expand to a thousand times as many. */
    private static final int MOST_BYTES = 4 << 20;

    @Override
    public byte[] damaged(byte[] whole, Random random) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(whole))) {
            return compressed(inside.damaged(in.readAllBytes(), random));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the bytes compressed by gzip. */
    static byte[] compressed(byte[] bytes) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(bytes);
        }
        return compressed.toByteArray();
    }

    /** Returns what can be decompressed, of a few MB; the bytes themselves if they are not compressed. */
    static byte[] decompressed(byte[] bytes) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            byte[] chunk = new byte[1 << 13];
            for (int read = in.read(chunk); read >= 0 && whole.size() < MOST_BYTES; read = in.read(chunk)) {
                whole.write(chunk, 0, read);
            }
        } catch (IOException notCompressedOrDamaged) {
            return whole.size() > 0 ? whole.toByteArray() : bytes;
        }
        return whole.toByteArray();
    }

    @Override
    public boolean cutsTheEnd() {
        return inside.cutsTheEnd();
    }

    @Override
    public String name() {
        return "GZIP_OF_" + inside.name();
    }
}
