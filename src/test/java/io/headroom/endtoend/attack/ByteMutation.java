package io.headroom.endtoend.attack;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Damage to bytes of which nothing is known. */
enum ByteMutation implements Mutation {
    FLIPPED_BITS {
        @Override
        public byte[] damaged(byte[] whole, Random random) {
            byte[] damaged = whole.clone();
            for (int i = 1 + random.nextInt(3); i > 0 && damaged.length > 0; i--) {
                damaged[place(whole, random)] ^= (byte) (1 << random.nextInt(8));
            }
            return damaged;
        }
    },
    DELETED {
        @Override
        public byte[] damaged(byte[] whole, Random random) {
            int from = place(whole, random);
            return replaced(whole, from, end(whole, from, random), new byte[0]);
        }
    },
    INSERTED {
        @Override
        public byte[] damaged(byte[] whole, Random random) {
            byte[] noise = new byte[1 + random.nextInt(64)];
            random.nextBytes(noise);
            int at = place(whole, random);
            return replaced(whole, at, at, noise);
        }
    },
    DOUBLED {
        @Override
        public byte[] damaged(byte[] whole, Random random) {
            int from = place(whole, random);
            int to = end(whole, from, random);
            return replaced(whole, to, to, Arrays.copyOfRange(whole, from, to));
        }
    },
    CUT_OFF {
        @Override
        public byte[] damaged(byte[] whole, Random random) {
            return Arrays.copyOf(whole, place(whole, random));
        }

        @Override
        public boolean cutsTheEnd() {
            return true;
        }
    },
    BLOCKS_SWAPPED {
        @Override
        public byte[] damaged(byte[] whole, Random random) {
            int from = place(whole, random);
            int middle = end(whole, from, random);
            int to = end(whole, middle, random);
            byte[] second = Arrays.copyOfRange(whole, middle, to);
            return replaced(replaced(whole, middle, to, new byte[0]), from, from, second);
        }
    },
    EXTREME_NUMBER {
        @Override
        public byte[] damaged(byte[] whole, Random random) {
            long[] extremes = {0, -1, 1, Integer.MAX_VALUE, Integer.MIN_VALUE, 1L << 31, 1L << 62, Long.MAX_VALUE};
            long extreme = extremes[random.nextInt(extremes.length)];
            byte[] number = random.nextInt(3) == 0
                    ? ByteBuffer.allocate(Long.BYTES).putLong(extreme).array()
                    : ByteBuffer.allocate(Integer.BYTES).putInt((int) extreme).array();
            int at = place(whole, random);
            return replaced(whole, at, Math.min(whole.length, at + number.length), number);
        }
    },
    NULS {
        @Override
        public byte[] damaged(byte[] whole, Random random) {
            byte[] damaged = whole.clone();
            int from = place(whole, random);
            Arrays.fill(damaged, from, end(whole, from, random), (byte) 0);
            return damaged;
        }
    },
    NO_UTF_8 {
        @Override
        public byte[] damaged(byte[] whole, Random random) {
            byte[][] wrong = {
                {(byte) 0xff}, {(byte) 0xc0, (byte) 0x80}, {(byte) 0xed, (byte) 0xa0, (byte) 0x80}, {(byte) 0xf4}
            };
            int at = place(whole, random);
            return replaced(whole, at, at, wrong[random.nextInt(wrong.length)]);
        }
    },
    HOSTILE_TEXT {
        @Override
        public byte[] damaged(byte[] whole, Random random) {
            int at = place(whole, random);
            return replaced(whole, at, at, Hostile.text(random).getBytes(StandardCharsets.UTF_8));
        }
    },
    VERY_LONG {
        @Override
        public byte[] damaged(byte[] whole, Random random) {
            byte[] much = new byte[1 << (10 + random.nextInt(12))];
            Arrays.fill(much, (byte) "a0,\t\n".charAt(random.nextInt(5)));
            int at = place(whole, random);
            return replaced(whole, at, at, much);
        }
    };

    /** How much of the start is damaged as often as all the rest: it holds what is defined once. */
    private static final int START = 600;

    private static final int LONGEST_BLOCK = 5000;

    private static int place(byte[] whole, Random random) {
        int within = random.nextBoolean() ? Math.min(START, whole.length) : whole.length;
        return within == 0 ? 0 : random.nextInt(within);
    }

    private static int end(byte[] whole, int from, Random random) {
        int longest = Math.min(whole.length - from, random.nextBoolean() ? 16 : LONGEST_BLOCK);
        return from + (longest == 0 ? 0 : 1 + random.nextInt(longest));
    }

    /** Returns the bytes with others in place of a part of them. */
    static byte[] replaced(byte[] whole, int from, int to, byte[] by) {
        ByteArrayOutputStream damaged = new ByteArrayOutputStream(whole.length + by.length);
        damaged.write(whole, 0, from);
        damaged.writeBytes(by);
        damaged.write(whole, to, whole.length - to);
        return damaged.toByteArray();
    }
}
