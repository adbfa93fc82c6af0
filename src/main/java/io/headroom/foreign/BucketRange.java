package io.headroom.foreign;

/**
 * A part of a timeline.
 *
 * @param from its first bucket
 * @param to   the bucket after its last
 */
record BucketRange(int from, int to) {

    BucketRange {
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("buckets " + from + " to " + to);
        }
    }

    int length() {
        return to - from;
    }
}
