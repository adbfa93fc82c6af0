/** Attacks Headroom with what is damaged, absurd or hostile, and asserts that it says so and does no harm. */
package io.headroom.endtoend.attack;
