package io.headroom.export;

/** Writes numbers as ASCII digits without creating an object for each. */
final class Digits {

    private Digits() {}

    /**
     * Writes a number.
     *
     * @param value at least 0
     * @return index of the next byte to write
     */
    static int put(long value, byte[] into, int at) {
        int end = at + 1;
        for (long rest = value / 10; rest > 0; rest /= 10) {
            end++;
        }
        put(value, end - at, into, at);
        return end;
    }

    /**
     * Writes the last digits of a number, with leading zeros.
     *
     * @param value  at least 0
     * @param digits number of digits to write
     */
    static void put(long value, int digits, byte[] into, int at) {
        long rest = value;
        for (int index = at + digits - 1; index >= at; index--) {
            into[index] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
