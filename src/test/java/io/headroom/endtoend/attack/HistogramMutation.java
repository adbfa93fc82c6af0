package io.headroom.endtoend.attack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** Changes the head of a compressed histogram in a line of {@code injector.jsonl}, so that it claims to be of another size. */
enum HistogramMutation implements Mutation {
    HISTOGRAM_CLAIMS;

    private static final Pattern HISTOGRAM = Pattern.compile("(?<=(Micros|Millis)\":\")[A-Za-z0-9+/=]+");

    /** The outer head: a cookie, and the length of what is compressed. */
    private static final int OUTER_HEAD = 8;

    /** Offsets of the numbers of 4 bytes: length, normalizing offset, digits. */
    private static final int[] INTS = {4, 8, 12};

    /** Offsets of the numbers of 8 bytes: lowest and highest value, ratio. */
    private static final int[] LONGS = {16, 24, 32};

    @Override
    public byte[] damaged(byte[] whole, Random random) {
        String text = new String(whole, StandardCharsets.ISO_8859_1);
        MatchResult found = HISTOGRAM
                .matcher(text)
                .results()
                .skip(random.nextInt(8))
                .findFirst()
                .orElseThrow();
        String claims = claiming(found.group(), random);
        return (text.substring(0, found.start()) + claims + text.substring(found.end()))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String claiming(String base64, Random random) {
        byte[] outer = Base64.getDecoder().decode(base64);
        ByteBuffer inner = ByteBuffer.wrap(inflated(outer));
        int[] ints = {0, 2, 3, 5, 9, -1, Integer.MAX_VALUE, 1 << 30};
        long[] longs = {0, 1, -1, 1L << 31, 1L << 62, Long.MAX_VALUE, Double.doubleToLongBits(Double.NaN)};
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            if (random.nextBoolean()) {
                inner.putInt(INTS[random.nextInt(INTS.length)], ints[random.nextInt(ints.length)]);
            } else {
                inner.putLong(LONGS[random.nextInt(LONGS.length)], longs[random.nextInt(longs.length)]);
            }
        }
        byte[] compressed = deflated(inner.array());
        ByteBuffer again = ByteBuffer.allocate(OUTER_HEAD + compressed.length);
        again.put(outer, 0, OUTER_HEAD / 2)
                .putInt(random.nextInt(4) == 0 ? ints[random.nextInt(ints.length)] : compressed.length)
                .put(compressed);
        return Base64.getEncoder().encodeToString(again.array());
    }

    private static byte[] inflated(byte[] outer) {
        try (InflaterInputStream in = new InflaterInputStream(
                new java.io.ByteArrayInputStream(outer, OUTER_HEAD, outer.length - OUTER_HEAD))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] deflated(byte[] inner) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(compressed)) {
            out.write(inner);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }
}
