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
 * @param round   the search round it belongs to, from 1; 0 outside the search
 * @param purpose why it is run
 * @param load    what is offered
 */
public record Step(int number, int round, Purpose purpose, Load load) {

    private static final Pattern LABEL = Pattern.compile("(\\d{2,6}) (?:round (\\d{1,4}) )?([a-z-]+): (.+)");

    public Step {
        if (number < 1 || round < 0) {
            throw new IllegalArgumentException("step " + number + ", round " + round + ": numbers start at 1");
        }
    }

    /** E.g. {@code 07 round 1 up: 14 callers}; sorts in the order of the run. */
    public String label() {
        String inRound = round == 0 ? "" : "round " + round + " ";
        return String.format(Locale.ROOT, "%02d %s%s: %s", number, inRound, purpose.word(), load.description());
    }

    /** Of the numbers alone: they tell a run's steps apart, and a record's own way takes the JVM some 30 ms to make up. */
    @Override
    public int hashCode() {
        return 31 * number + round;
    }

    /** The step that {@link #label} described, or nothing when the text is no label of ours. */
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
