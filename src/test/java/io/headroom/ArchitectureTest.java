package io.headroom;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Checks the walls between the packages of {@code src/main} and {@code src/gatling}, and the size of what stands within them. */
class ArchitectureTest {

    private static final Path MAIN_SOURCES = Path.of("src", "main", "java");
    private static final Path SIMULATION_SOURCES = Path.of("src", "gatling", "java");
    private static final String SIMULATION = "io.headroom.simulation..";

    private static final JavaClasses ALL =
            new ClassFileImporter(List.<ImportOption>of(ArchitectureTest::isOurs)).importPackages("io.headroom");

    private static final JavaClasses MAIN = ALL.that(resideOutsideOfPackage(SIMULATION));

    /** Packages that decide: from their arguments alone, and always the same. */
    private static final String[] PURE = packages("load", "saturation", "foreign", "sizing", "plan", "verdict", "gate");

    /** A class that depends on more classes than this cannot be understood on its own. */
    private static final int MOST_COLLABORATORS = 20;

    /** Simple names that two packages may share, each with the reason. */
    private static final Map<String, String> SHARED_NAMES =
            Map.of("NotSaturated", "a result of each kind of search, always written with the name of its result");

    @TestFactory
    Stream<DynamicTest> packageImportsWhatItsSentenceAllows() throws IOException {
        return allowedImports().entrySet().stream()
                .map(arrow -> DynamicTest.dynamicTest(
                        arrow.getKey(),
                        () -> noClasses()
                                .that(resideInAPackage("io.headroom." + arrow.getKey()))
                                .should()
                                .dependOnClassesThat(resideInAPackage("io.headroom..")
                                        .and(resideOutsideOfPackages(
                                                Stream.concat(Stream.of(arrow.getKey()), arrow.getValue().stream())
                                                        .map("io.headroom."::concat)
                                                        .toArray(String[]::new))))
                                .check(ALL)));
    }

    @Test
    void sentencesNamePackagesThatExist() throws IOException {
        SortedMap<String, Set<String>> allowed = allowedImports();
        allowed.forEach((name, imports) -> assertThat(allowed.keySet())
                .as("packages, of which the package-info of %s names some", name)
                .containsAll(imports));
    }

    /** A permission that nobody uses is a wall that nobody sees moving. */
    @Test
    void sentencesNameOnlyPackagesThatAreImported() throws IOException {
        SortedMap<String, Set<String>> allowed = allowedImports();
        Map<String, Set<String>> unused = new TreeMap<>();
        allowed.forEach((name, imports) ->
                unused.put(name, imports.containsAll(allowed.keySet()) ? new TreeSet<>() : new TreeSet<>(imports)));
        for (JavaClass each : ALL) {
            each.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                    .filter(target -> target.getPackageName().startsWith("io.headroom."))
                    .forEach(target -> unused.get(nameOfPackage(each)).remove(nameOfPackage(target)));
        }
        unused.values().removeIf(Set::isEmpty);
        assertThat(unused)
                .as("packages that a package-info allows but no class imports")
                .isEmpty();
    }

    @Test
    void everyPackageOfTheClassesIsChecked() throws IOException {
        Set<String> found =
                ALL.stream().map(ArchitectureTest::nameOfPackage).collect(Collectors.toCollection(TreeSet::new));
        assertThat(found).isEqualTo(allowedImports().keySet());
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching("io.headroom.(*)..").should().beFreeOfCycles().check(ALL);
        slices().matching("io.headroom.(**)").should().beFreeOfCycles().check(ALL);
    }

    @Test
    void classHasNoMoreThanTwentyCollaborators() throws IOException {
        Map<String, Set<String>> collaborators = new TreeMap<>();
        for (JavaClass each : ALL) {
            String source = Files.readString(source(outermost(each)));
            Set<String> others = collaborators.computeIfAbsent(outermost(each), name -> new TreeSet<>());
            each.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> outermost(dependency.getTargetClass().getBaseComponentType()))
                    .filter(name -> name.startsWith("io.headroom.") && !name.equals(outermost(each)))
                    .filter(name -> isNamed(name.substring(name.lastIndexOf('.') + 1), source))
                    .forEach(others::add);
        }
        collaborators.values().removeIf(others -> others.size() <= MOST_COLLABORATORS);
        assertThat(collaborators)
                .as(
                        "classes that name more than %d others, nested ones counted as their outer class",
                        MOST_COLLABORATORS)
                .isEmpty();
    }

    @Test
    void simpleNameStandsForOneThing() {
        Map<String, Set<String>> packages = new TreeMap<>();
        for (JavaClass each : ALL) {
            if (!each.isAnonymousClass() && !each.getSimpleName().equals("package-info")) {
                packages.computeIfAbsent(each.getSimpleName(), name -> new TreeSet<>())
                        .add(each.getPackageName());
            }
        }
        packages.values().removeIf(places -> places.size() == 1);
        assertThat(packages)
                .as("simple names that stand for types of several packages; allowed: %s", SHARED_NAMES)
                .containsOnlyKeys(SHARED_NAMES.keySet());
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
                .check(ALL);
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

    /** Not even locks: what decides is given finished data. {@code TimeUnit} is only arithmetic. */
    @Test
    void decisionsStartNoThread() {
        noClasses()
                .that(resideInAnyPackage(PURE))
                .should()
                .dependOnClassesThat(resideInAPackage("java.util.concurrent..")
                        .and(DescribedPredicate.not(JavaClass.Predicates.type(java.util.concurrent.TimeUnit.class)))
                        .or(JavaClass.Predicates.assignableTo(Thread.class)))
                .orShould()
                .callMethodWhere(DescribedPredicate.describe(
                        "make a stream parallel",
                        call -> Set.of("parallel", "parallelStream")
                                .contains(call.getTarget().getName())))
                .check(MAIN);
    }

    @Test
    void dataOfDecisionsCannotBeChanged() {
        classes()
                .that(resideInAnyPackage(packages("saturation", "sizing", "plan", "verdict", "gate")))
                .should()
                .haveOnlyFinalFields()
                .check(MAIN);
    }

    private static SortedMap<String, Set<String>> allowedImports() throws IOException {
        return AllowedImports.ofPackages(MAIN_SOURCES, SIMULATION_SOURCES);
    }

    private static String nameOfPackage(JavaClass each) {
        return each.getPackageName().substring("io.headroom.".length());
    }

    private static String[] packages(String... names) {
        return Stream.of(names).map(name -> "io.headroom." + name + "..").toArray(String[]::new);
    }

    /** Returns whether a class is compiled from main code or a simulation; the simulations lie beside the tests in {@code target}. */
    private static boolean isOurs(Location classFile) {
        Matcher name = Pattern.compile("/(io/headroom/[^$]+)(\\$.*)?\\.class$")
                .matcher(classFile.asURI().getPath());
        return name.find() && Files.exists(source(name.group(1)));
    }

    private static Path source(String className) {
        String file = className.replace('.', '/') + ".java";
        Path main = MAIN_SOURCES.resolve(file);
        return Files.exists(main) ? main : SIMULATION_SOURCES.resolve(file);
    }

    /** Returns whether a source names a type. It does not name those that are only handed from one call to the next. */
    private static boolean isNamed(String simpleName, String source) {
        return Pattern.compile("\\b" + simpleName + "\\b").matcher(source).find();
    }

    private static String outermost(JavaClass nested) {
        return nested.getName().replaceFirst("\\$.*", "");
    }
}
