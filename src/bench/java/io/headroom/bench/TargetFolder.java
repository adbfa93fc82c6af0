package io.headroom.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The folder that this jar was built into, and the files that lie beside it.
 *
 * @param path path of the folder, usually {@code target}
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

    /** Returns the script beside the jar, which starts it sooner. */
    Path headroomScript() {
        return path.resolve("headroom");
    }

    /** Returns the environment variables that the script reads. */
    static Map<String, String> environment(String heap) {
        return Map.of("HEADROOM_JAVA_OPTIONS", "-Xmx" + heap, "JAVA_HOME", System.getProperty("java.home"));
    }

    /** Returns the command that starts Gatling, without simulations. */
    List<String> gatling(String heap) {
        return gatling(heap, List.of(), path.resolve("bench-lib") + "/*");
    }

    /**
     * Returns the command that starts Gatling with the simulations of the suite and of the benchmarks, and with the suite's
     * {@code gatling.conf}.
     */
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
