package io.headroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whoever gets the jar gets the licences of all that it contains. */
class PackagedLicencesIT {

    @Test
    void everyLicenceIsInTheJar() throws IOException {
        try (JarFile jar = new JarFile(System.getProperty("headroom.jar"))) {
            String notice = text(jar, "META-INF/NOTICE");
            assertThat(text(jar, "META-INF/LICENSE")).contains("Apache License", "Version 2.0");
            assertThat(notice).contains("HdrHistogram", "uPlot", "picocli", "Netty");
            assertThat(text(jar, "META-INF/licenses/uPlot.txt")).contains("The MIT License");
            assertThat(text(jar, "META-INF/licenses/HdrHistogram.txt")).contains("BSD 2-Clause License");
        }
    }

    /** A library that nobody has named comes with a package of its own. */
    @Test
    void everyLibraryIsNamed() throws IOException {
        try (JarFile jar = new JarFile(System.getProperty("headroom.jar"))) {
            Set<String> packages = jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.endsWith(".class") && !name.startsWith("META-INF/"))
                    .map(name -> name.replaceFirst("^([^/]+/[^/]+)/.*", "$1"))
                    .map(name -> name.replaceFirst("^(picocli|j2html)/.*", "$1"))
                    .collect(Collectors.toSet());
            assertThat(packages)
                    .containsExactlyInAnyOrder(
                            "com/fasterxml",
                            "com/typesafe",
                            "io/headroom",
                            "io/netty",
                            "io/prometheus",
                            "j2html",
                            "org/HdrHistogram",
                            "org/apache",
                            "picocli");
        }
    }

    private static String text(JarFile jar, String name) throws IOException {
        assertThat(jar.getEntry(name)).as(name).isNotNull();
        return new String(jar.getInputStream(jar.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
    }
}
