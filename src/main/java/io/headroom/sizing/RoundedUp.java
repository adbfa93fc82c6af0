package io.headroom.sizing;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * A quotient rounded up to the next whole number, exactly: in binary fractions {@code (6 + 3.9) / 3.3} is a little more
 * than 3, which would cost a fourth node.
 *
 * @param value the whole number
 * @param line  the formula, the quotient where it is not whole, and the value
 */
record RoundedUp(long value, String line) {

    private static final int DIGITS = 4;

    /**
     * {@code ceil(numerator ÷ denominator)}.
     *
     * @param formula what it is computed by, in words, such as {@code nodes = ceil((6 + 3.9) / 3.3)}
     */
    static RoundedUp of(String formula, BigDecimal numerator, BigDecimal denominator) {
        BigInteger value =
                numerator.divide(denominator, 0, RoundingMode.CEILING).toBigInteger();
        if (value.bitLength() >= Long.SIZE) {
            throw new IllegalArgumentException("sizing: " + formula + " is more than can be counted");
        }
        boolean whole = new BigDecimal(value).multiply(denominator).compareTo(numerator) == 0;
        // rounded up, so that a quotient just above a whole number does not look like that number
        BigDecimal quotient = numerator.divide(denominator, DIGITS, RoundingMode.UP);
        return new RoundedUp(
                value.longValueExact(), formula + " = " + (whole ? "" : "ceil(" + format(quotient) + ") = ") + value);
    }

    /** A number without an exponent and without zeros at its end. */
    static String format(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
