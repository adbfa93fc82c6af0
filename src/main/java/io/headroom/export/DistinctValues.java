package io.headroom.export;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Collects the distinct values of a text column, as long as they are few. Another simulation may name as many groups, and a service
 * may give as many error messages, as there are requests.
 */
final class DistinctValues {

    /** Limits the number of values that are kept. */
    static final int MOST = 1000;

    private final Set<String> values = new HashSet<>();
    private boolean tooMany;

    void add(String value) {
        if (!tooMany && values.add(value) && values.size() > MOST) {
            tooMany = true;
            values.clear();
        }
    }

    /** Returns all values, sorted; an empty list if there are none or more than {@link #MOST}. */
    List<String> sortedIfFew(Comparator<String> order) {
        return values.stream().sorted(order).toList();
    }
}
