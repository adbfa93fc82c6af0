package io.headroom.export;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The different texts of a column, as long as they are few. */
final class DistinctValues {

    /** A foreign simulation may name as many groups, and a service give as many reasons, as there are requests. */
    static final int MOST = 1000;

    private final Set<String> texts = new HashSet<>();
    private boolean many;

    void add(String text) {
        if (!many && texts.add(text) && texts.size() > MOST) {
            many = true;
            texts.clear();
        }
    }

    /** All of them, sorted; none where they are too many, or where there are none. */
    List<String> few(Comparator<String> order) {
        return texts.stream().sorted(order).toList();
    }
}
