package io.headroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedImportsTest {

    @Test
    void sentenceIsReadAcrossLines() {
        assertThat(AllowedImports.read("""
                /**
                 * Writes what {@code verdict} found.
                 *
                 * <p>Pure. May import {@code load}, {@code
                 * report.json} and
                 *     {@code run}. Knows no clock.
                 */
                package io.headroom.report;
                """)).contains(Set.of("load", "report.json", "run"));
    }

    @Test
    void oneOrTwoNamesNeedNoComma() {
        assertThat(AllowedImports.read("/** Owns it. May import {@code load}. */"))
                .contains(Set.of("load"));
        assertThat(AllowedImports.read("/** Owns it. May import {@code load} and {@code run}. */"))
                .contains(Set.of("load", "run"));
    }

    @Test
    void nothingAndEverythingHaveFormsOfTheirOwn() {
        assertThat(AllowedImports.read("/** Owns it. May import no other package. */"))
                .contains(Set.of());
        assertThat(AllowedImports.read("/** Owns it. May import every other package. */"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "package io.headroom.load;",
                "/** Owns it. Must not import anything. */",
                "/** Owns it. May import {@code load} only. */",
                "/** Owns it. May import {@code run} and all below. */",
                "/** Owns it. May import load. */",
                "/** Owns it. May import {@code load}, {@code run}. */",
                "/** Owns it. May import {@code load}. May import {@code run}. */",
                "/** Owns it. */ package x; // May import {@code load}."
            })
    void anythingElseIsRefused(String packageInfo) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AllowedImports.read(packageInfo))
                .withMessageContaining("May import");
    }
}
