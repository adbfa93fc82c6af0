package io.headroom.endtoend.attack;

import java.util.Random;

/** Damages the bytes of a file. */
interface Mutation {

    /** Returns damaged bytes. The given ones must not be changed. */
    byte[] damaged(byte[] whole, Random random);

    /** Returns the name of the damage, for reports. */
    String name();

    /** Returns whether what comes out surely lacks the end of what was there. */
    default boolean cutsTheEnd() {
        return false;
    }
}
