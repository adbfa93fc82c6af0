package io.headroom.sizing;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * A quotient rounded up to the next whole number, in exact decimal arithmetic. In binary fractions {@code (6 + 3.9) /
 * 3.3} is a little more than 3, which would cost a fourth node.
 *
 * @param value the whole number
 * @param line  the formula, the quotient if it is not a whole number, and the value
 */
record RoundedUp(long value, String line) {

    private static final int DIGITS = 4;

    /**
     * Returns {@code ceil(numerator ÷ denominator)}.
     *
     * @param formula formula to show, e.g. {@code nodes = ceil((6 + 3.9) / 3.3)}
     */
    static RoundedUp of(String formula, BigDecimal numerator, BigDecimal denominator) {
        BigInteger value =
                numerator.divide(denominator, 0, RoundingMode.CEILING).toBigInteger();
        if (value.bitLength() >= Long.SIZE) {
            throw new IllegalArgumentException("sizing: " + formula + " is more than can be counted");
        }
        boolean whole = new BigDecimal(value).multiply(denominator).compareTo(numerator) == 0;
        // rounding up keeps a quotient just above a whole number from looking like that number
        BigDecimal quotient = numerator.divide(denominator, DIGITS, RoundingMode.UP);
        return new RoundedUp(
                value.longValueExact(), formula + " = " + (whole ? "" : "ceil(" + format(quotient) + ") = ") + value);
    }

    /** Returns the number without an exponent and without trailing zeros. */
    static String format(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
