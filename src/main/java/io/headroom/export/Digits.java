package io.headroom.export;

/** Numbers as ASCII digits, without an object for each. */
final class Digits {

    private Digits() {}

    /**
     * Writes a number.
     *
     * @param value not below 0
     * @return where the next byte goes
     */
    static int put(long value, byte[] into, int at) {
        int end = at + 1;
        for (long rest = value / 10; rest > 0; rest /= 10) {
            end++;
        }
        put(value, end - at, into, at);
        return end;
    }

    /** Writes the last so many digits of a number that is not below 0. */
    static void put(long value, int digits, byte[] into, int at) {
        long rest = value;
        for (int place = at + digits - 1; place >= at; place--) {
            into[place] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
