package io.headroom.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.headroom.plan.NextStep;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadedClassesTest {

    @TempDir
    private Path folder;

    /** The files are deleted before the class is needed, as if the process could open no more. */
    @Test
    void classesAreThereWhenTheirFilesCanNoLongerBeRead() throws Exception {
        Path copy = copyOf(NextStep.class);
        try (URLClassLoader loader = loader(copy)) {
            Class<?> one = loader.loadClass(NextStep.class.getName());

            assertTrue(LoadedClasses.of("io.headroom.plan", one) > 20);

            delete(copy.resolve("io"));
            assertEquals(
                    loader, loader.loadClass("io.headroom.plan.NextStep$Ending").getClassLoader());
            assertThrows(ClassNotFoundException.class, () -> loader.loadClass("io.headroom.saturation.StepVerdict"));
        }
    }

    @Test
    void nothingIsLoadedFromAJarOrTheJdk() {
        assertEquals(0, LoadedClasses.of("org.junit.jupiter.api", Test.class));
        assertEquals(0, LoadedClasses.of("java.lang", String.class));
    }

    /** Uses the folder of the compiled simulations. */
    @Test
    void allPackagesOfTheSuiteAreLoaded() {
        long some = LoadedClasses.of("io.headroom.simulation", Conductor.class);
        long all = LoadedClasses.of("io.headroom", NextStep.class);

        assertTrue(some >= 20, some + " of the simulations");
        assertTrue(all >= 200, all + " of the suite");
    }

    /** Returns a loader whose parent knows none of the suite's classes. */
    private static URLClassLoader loader(Path classes) throws IOException {
        return new URLClassLoader(new URL[] {classes.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
    }

    private Path copyOf(Class<?> one) throws Exception {
        Path from =
                Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path to = folder.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(file, to);
                }
            }
        }
        return folder;
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }
}
