package io.headroom.endtoend.attack;

import java.io.IOException;
import java.util.List;
import java.util.Random;

/** Makes damaged files, each from its number alone, so that one of them can be made again. */
interface Attack {

    /** Returns the damaged file of a number. */
    Mutant mutant(int number) throws IOException;

    /** Returns calls that read undamaged files, of which nothing may be reported. */
    List<List<String>> controls();

    /** Returns the source of chance for a number. */
    static Random random(long seed, int number) {
        return new Random(31 * seed + 7_919L * number);
    }

    /** Returns one of the elements. */
    static <T> T oneOf(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }
}
