package io.headroom.endtoend.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Sends mutants of valid messages to real coordinators and real injectors on this machine. Each conversation must end in time and in
 * words: no hang, no stack trace, no absurd figure that is believed, and no key that is repeated. The seed is printed;
 * {@code -Dheadroom.attack.seed=2} takes another, {@code -Dheadroom.attack.factor=10} sends ten times as many.
 */
@Timeout(300)
@Isolated("it fills the machine")
class ProtocolAttackIT {

    private static final long SEED = Long.getLong("headroom.attack.seed", 1);
    private static final int FACTOR = Integer.getInteger("headroom.attack.factor", 1);
    private static final int TO_COORDINATOR = 700;
    private static final int TO_INJECTOR = 500;

    /** They mostly wait. */
    private static final int AT_ONCE = 64;

    private static final long DEADLINE_SECONDS = 40;

    private final List<String> traces = Collections.synchronizedList(new ArrayList<>());
    private Optional<Thread.UncaughtExceptionHandler> handler = Optional.empty();

    /** A conversation with one mutant; returns what is wrong with its end, if anything. */
    private interface Conversation {
        Optional<String> complaint(Random random) throws Exception;
    }

    @BeforeEach
    void collectTraces() {
        handler = Optional.ofNullable(Thread.getDefaultUncaughtExceptionHandler());
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> traces.add(thread.getName() + ": " + e));
    }

    @AfterEach
    void restoreHandler() {
        Thread.setDefaultUncaughtExceptionHandler(handler.orElse(null));
    }

    @Test
    void coordinatorEndsInWords() throws Exception {
        assertThat(complaints(TO_COORDINATOR * FACTOR, random -> new HostileInjector(random).complaint()))
                .isEmpty();
        assertThat(traces).isEmpty();
    }

    @Test
    void injectorEndsInWords() throws Exception {
        assertThat(complaints(TO_INJECTOR * FACTOR, random -> new HostileCoordinator(random).complaint()))
                .isEmpty();
        assertThat(traces).isEmpty();
    }

    private static List<String> complaints(int mutants, Conversation conversation) throws InterruptedException {
        System.out.println(mutants + " mutants with seed " + SEED);
        ExecutorService executor = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<Optional<String>>> all = new ArrayList<>();
            for (int i = 0; i < mutants; i++) {
                Random random = new Random(SEED * 1_000_003 + i);
                all.add(executor.submit(() -> conversation.complaint(random)));
            }
            List<String> complaints = new ArrayList<>();
            for (int i = 0; i < mutants; i++) {
                String number = "mutant " + i + ": ";
                complaint(all.get(i)).ifPresent(words -> complaints.add(number + words));
            }
            return complaints;
        } finally {
            executor.shutdownNow();
        }
    }

    private static Optional<String> complaint(Future<Optional<String>> conversation) throws InterruptedException {
        try {
            return conversation.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return Optional.of("hangs");
        } catch (java.util.concurrent.ExecutionException e) {
            return Optional.of("ends with " + e.getCause());
        }
    }
}
