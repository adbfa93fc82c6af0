package io.headroom.load;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A period of constant offered load: the unit of measurement. Its label names a Gatling group, so that every record in
 * the log says which step it belongs to.
 *
 * @param number  position in the run, from 1
 * @param round   number of the search round that the step belongs to, from 1; 0 outside the search
 * @param purpose why the step is run
 * @param load    the load that is offered
 */
public record Step(int number, int round, Purpose purpose, Load load) {

    private static final Pattern LABEL = Pattern.compile("(\\d{2,6}) (?:round (\\d{1,4}) )?([a-z-]+): (.+)");

    public Step {
        if (number < 1 || round < 0) {
            throw new IllegalArgumentException("step " + number + ", round " + round + ": numbers start at 1");
        }
    }

    /** Returns the label, e.g. {@code 07 round 1 up: 14 callers}. Labels sort in the order of the run. */
    public String label() {
        String inRound = round == 0 ? "" : "round " + round + " ";
        return String.format(Locale.ROOT, "%02d %s%s: %s", number, inRound, purpose.word(), load.description());
    }

    /**
     * Uses the numbers alone: they identify a step of a run, and it takes the JVM some 30 ms to generate a record's
     * default method.
     */
    @Override
    public int hashCode() {
        return 31 * number + round;
    }

    /** Reads a step from its {@link #label}; empty if the text is not such a label. */
    public static Optional<Step> parse(String label) {
        Matcher matcher = LABEL.matcher(label);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int number = Integer.parseInt(matcher.group(1));
        int round = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
        if (number < 1) {
            return Optional.empty();
        }
        return Purpose.ofWord(matcher.group(3))
                .flatMap(purpose -> Load.parse(matcher.group(4)).map(load -> new Step(number, round, purpose, load)));
    }
}
