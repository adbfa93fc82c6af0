package io.headroom.endtoend;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests that measure: other work on the machine makes their figures wrong, though nothing is wrong with Headroom. Each waits for
 * some time until the machine is quiet. If an assertion fails beside other such tests, the test is repeated alone. If it fails while
 * the machine was busy with other work, it is repeated, and in the end skipped with the reason. It fails on a quiet machine, and if
 * many tests were skipped so. A test is repeated on the same object, after its folders were emptied: it must start itself what it
 * needs.
 */
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(QuietMachine.class)
public @interface NeedsQuiet {}
