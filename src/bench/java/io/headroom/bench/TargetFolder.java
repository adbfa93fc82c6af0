package io.headroom.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The folder that this jar was built into, and what lies beside it.
 *
 * @param path {@code target}
 */
record TargetFolder(Path path) {

    static TargetFolder ofThisJar() {
        return new TargetFolder(Path.of(TargetFolder.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .getParent());
    }

    Path headroomJar() {
        return path.resolve("headroom.jar");
    }

    /** The script beside the jar, which starts it sooner. */
    Path headroomScript() {
        return path.resolve("headroom");
    }

    /** What the script needs to know. */
    static Map<String, String> environment(String heap) {
        return Map.of("HEADROOM_JAVA_OPTIONS", "-Xmx" + heap, "JAVA_HOME", System.getProperty("java.home"));
    }

    /** Gatling alone. */
    List<String> gatling(String heap) {
        return gatling(heap, List.of(), path.resolve("bench-lib") + "/*");
    }

    /** Gatling with the simulations of the suite and of the benchmarks, and the suite's {@code gatling.conf}. */
    List<String> gatlingWithSimulations(String heap, List<String> jvmOptions) {
        String simulations = path.resolve("test-classes") + ":" + path.resolve("classes");
        return gatling(heap, jvmOptions, simulations + ":" + path.resolve("bench-lib") + "/*");
    }

    private static List<String> gatling(String heap, List<String> jvmOptions, String classPath) {
        List<String> command = new ArrayList<>(List.of(java(), "-Xmx" + heap));
        command.add("--add-opens=java.base/java.lang=ALL-UNNAMED");
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", classPath, "io.gatling.app.Gatling"));
        return command;
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
