package io.headroom;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Arrows between packages point one way. The simulations are compiled with the tests, and are not looked at here. */
class ArchitectureTest {

    private static final JavaClasses MAIN =
            new ClassFileImporter(Set.of(new ImportOption.DoNotIncludeTests())).importPackages("io.headroom");

    /** What each package may import; {@code cli} may import all. */
    private static final Map<String, String> ARROWS = Map.ofEntries(
            Map.entry("load", ""),
            Map.entry("endpoint", ""),
            Map.entry("standin", ""),
            Map.entry("simlog", "load"),
            Map.entry("run", "simlog load"),
            Map.entry("saturation", "load"),
            Map.entry("foreign", "simlog saturation load"),
            Map.entry("sizing", "saturation load"),
            Map.entry("plan", "sizing saturation load"),
            Map.entry("runlog", "run plan simlog load"),
            Map.entry("verdict", "runlog foreign simlog plan sizing saturation load"),
            Map.entry("export", "runlog run simlog load"),
            Map.entry("gate", "verdict foreign plan sizing saturation load"),
            Map.entry("settings", "endpoint standin run gate plan sizing saturation load"),
            Map.entry("clients", "run plan saturation load"),
            Map.entry("report", "settings gate verdict runlog run foreign simlog plan sizing saturation load"),
            Map.entry("html", "report settings gate verdict runlog run foreign simlog plan sizing saturation load"));

    private static final String[] PURE = packages("load saturation foreign sizing plan verdict gate");

    @TestFactory
    Stream<DynamicTest> packageImportsNoMoreThanItsArrowsAllow() {
        return ARROWS.entrySet().stream()
                .map(arrow -> DynamicTest.dynamicTest(
                        arrow.getKey(),
                        () -> noClasses()
                                .that(resideInAPackage(packageOf(arrow.getKey())))
                                .should()
                                .dependOnClassesThat(resideInAPackage("io.headroom..")
                                        .and(resideOutsideOfPackage(packageOf(arrow.getKey())))
                                        .and(resideInAnyPackage(packages(arrow.getValue()))
                                                .negate()))
                                .check(MAIN)));
    }

    @Test
    void everyPackageHasItsArrowsWrittenDown() {
        Set<String> known = new TreeSet<>(ARROWS.keySet());
        known.add("cli");
        Set<String> found = MAIN.getPackage("io.headroom").getSubpackages().stream()
                .map(JavaPackage::getRelativeName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(known, found);
    }

    @Test
    void everyPackageSaysWhatItOwns() {
        for (JavaPackage each : MAIN.getPackage("io.headroom").getSubpackagesInTree()) {
            assertThat(each.tryGetPackageInfo())
                    .as("no package-info in " + each.getName())
                    .isPresent();
        }
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching("io.headroom.(*)..").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void reportKnowsNothingOfItsFormats() {
        noClasses()
                .that(resideInAPackage("io.headroom.report"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.headroom.report.*..")
                .check(MAIN);
    }

    @Test
    void formatsOfReportsAreFreeOfCycles() {
        slices().matching("io.headroom.report.(*)..").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void mainKnowsNothingOfGatling() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.gatling..")
                .check(MAIN);
    }

    @Test
    void onlyOneClassNeedsTheDatabase() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.headroom.export.DuckDbFile")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.duckdb..")
                .check(MAIN);
    }

    @Test
    void onlyTheCommandLineEndsTheProcess() {
        noClasses()
                .that(resideOutsideOfPackage("io.headroom.cli.."))
                .should()
                .callMethod(System.class, "exit", int.class)
                .check(MAIN);
    }

    @Test
    void decisionsReadNoClock() {
        noClasses()
                .that(resideInAnyPackage(PURE))
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.time\\.(.*Clock|Instant|Zone.*|Local.*)")
                .check(MAIN);
    }

    @Test
    void decisionsDoNoInputOrOutput() {
        noClasses()
                .that(resideInAnyPackage(PURE))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.nio.file..", "java.io..", "java.net..", "java.util.logging..")
                .check(MAIN);
    }

    @Test
    void dataOfDecisionsCannotBeChanged() {
        classes()
                .that(resideInAnyPackage(packages("saturation sizing plan verdict gate")))
                .should()
                .haveOnlyFinalFields()
                .check(MAIN);
    }

    private static String packageOf(String name) {
        return "io.headroom." + name + "..";
    }

    private static String[] packages(String names) {
        return Arrays.stream(names.split(" "))
                .filter(name -> !name.isEmpty())
                .map(ArchitectureTest::packageOf)
                .toArray(String[]::new);
    }
}
