package io.headroom.foreign;

/**
 * A range of buckets of a timeline.
 *
 * @param from first bucket
 * @param to   bucket after the last one
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
