package io.headroom.simlog;

/** Thrown for a record that no Gatling writes. The message says what was found. */
final class MalformedRecord extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedRecord(String message) {
        super(message);
    }

    /**
     * Returns a value that lies within its bounds.
     *
     * @param what follows the value in the message
     * @throws MalformedRecord when the value is out of bounds
     */
    static int requireWithin(int least, int most, int value, String what) throws MalformedRecord {
        if (value < least || value > most) {
            throw new MalformedRecord(value + " " + what);
        }
        return value;
    }
}
