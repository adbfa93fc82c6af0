package io.headroom.endpoint;

/**
 * The largest answer that is read. What is larger is not read to its end, and counts as a wrong answer: a service that sends without
 * end would otherwise take all memory of the injector.
 *
 * @param headers largest size of the status line and of all headers, and of all trailers, bytes
 * @param body    largest size of the body, unpacked, bytes
 */
public record AnswerLimits(int headers, int body) {

    private static final int KIB = 1024;

    /** Describes a size in the largest unit in which it is a whole number, e.g. {@code 64 KiB} for 65,536 bytes. */
    public static String text(int bytes) {
        if (bytes % (KIB * KIB) == 0) {
            return bytes / (KIB * KIB) + " MiB";
        }
        return bytes % KIB == 0 ? bytes / KIB + " KiB" : bytes + " bytes";
    }
}
