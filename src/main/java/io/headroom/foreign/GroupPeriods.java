package io.headroom.foreign;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The periods of a simulation that wraps the requests of each load in a group, and names the group by the load, e.g.
 * {@code up 018}. The last number in a group's name is taken for the load. Whether it is the load, what is in flight has to
 * show.
 */
final class GroupPeriods {

    private static final int MOST_GROUPS = 500;

    private static final Pattern LAST_NUMBER = Pattern.compile("(\\d{1,6})\\D*$");

    /** Share of the requests that have to be in a group; a log may also hold calls before or after the load. */
    private static final double GROUPED = 0.95;

    /** Share of a period by which the next one may overlap it: requests end after the load has changed. */
    private static final double OVERLAP = 0.2;

    private final Map<String, GroupPeriod> periods = new LinkedHashMap<>();
    private String lastGroup;
    private Optional<GroupPeriod> last = Optional.empty();
    private long requests;
    private long grouped;

    /** The time from the first to the last request of a group, in milliseconds after the start of the run. */
    static final class GroupPeriod {

        private final int load;
        private long startMillis = Long.MAX_VALUE;
        private long endMillis;

        private GroupPeriod(int load) {
            this.load = load;
        }

        private void contain(long fromMillis, long toMillis) {
            startMillis = Math.min(startMillis, fromMillis);
            endMillis = Math.max(endMillis, toMillis);
        }

        /** Returns the number in the group's name. */
        int load() {
            return load;
        }

        long startMillis() {
            return startMillis;
        }

        long endMillis() {
            return endMillis;
        }
    }

    /** Records a request with the groups around it, outermost first. */
    void request(List<String> groups, long startMillis, long endMillis) {
        requests++;
        if (groups.isEmpty()) {
            return;
        }
        String group = groups.get(0);
        if (!group.equals(lastGroup)) { // requests of one group follow each other
            lastGroup = group;
            last = period(group);
        }
        if (last.isPresent()) {
            grouped++;
            last.get().contain(startMillis, endMillis);
        }
    }

    /** Returns the period of a group; empty if it cannot stand for a load. */
    private Optional<GroupPeriod> period(String group) {
        Optional<GroupPeriod> known = Optional.ofNullable(periods.get(group));
        if (known.isPresent() || periods.size() == MOST_GROUPS) {
            return known;
        }
        OptionalInt load = load(group);
        load.ifPresent(number -> periods.put(group, new GroupPeriod(number)));
        return Optional.ofNullable(periods.get(group));
    }

    private static OptionalInt load(String group) {
        Matcher number = LAST_NUMBER.matcher(group);
        int load = number.find() ? Integer.parseInt(number.group(1)) : 0;
        return load > 0 ? OptionalInt.of(load) : OptionalInt.empty();
    }

    /**
     * Returns the periods in order; none if there are fewer than two, if they are not one after the other, or if requests are in
     * no group that is named by a number.
     */
    List<GroupPeriod> inOrder() {
        List<GroupPeriod> ordered = new ArrayList<>(periods.values());
        ordered.sort(Comparator.comparingLong(GroupPeriod::startMillis));
        for (int i = 1; i < ordered.size(); i++) {
            GroupPeriod before = ordered.get(i - 1);
            long length = before.endMillis - before.startMillis;
            if (before.endMillis - ordered.get(i).startMillis > OVERLAP * length) {
                return List.of();
            }
        }
        return ordered.size() < 2 || grouped < GROUPED * requests ? List.of() : ordered;
    }
}
