/** Attacks on what Headroom reads from others: seeded mutants of valid inputs, each of which must end in words. */
package io.headroom.endtoend.attack;
