package io.headroom.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.stream.Stream;

/**
 * Loads classes before the load begins. A class in a folder is a file, so a run whose connections have taken the last file descriptor
 * could not load the classes that it needs to end and to say why. Classes in a jar need no descriptor, because the jar stays open.
 */
final class LoadedClasses {

    private static final String SUFFIX = ".class";

    private LoadedClasses() {}

    /**
     * Loads the classes of a package and of the packages below it, without initializing them.
     *
     * @param packageName the package
     * @param one         a class that was compiled into the same folder; its class loader is used
     * @return number of classes that were loaded; 0 when they are in a jar
     */
    static long of(String packageName, Class<?> one) {
        CodeSource source = one.getProtectionDomain().getCodeSource();
        if (source == null) {
            return 0;
        }
        try {
            Path folder = Path.of(source.getLocation().toURI());
            Path classes = folder.resolve(packageName.replace('.', '/'));
            return Files.isDirectory(classes) ? load(names(folder, classes), one.getClassLoader()) : 0;
        } catch (URISyntaxException | IOException e) {
            throw new IllegalStateException("cannot read the classes in " + source.getLocation(), e);
        }
    }

    private static List<String> names(Path folder, Path classes) throws IOException {
        try (Stream<Path> files = Files.walk(classes)) {
            return files.map(file -> folder.relativize(file).toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length())
                            .replace(folder.getFileSystem().getSeparator(), "."))
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static long load(List<String> names, ClassLoader loader) {
        return names.stream().filter(name -> isLoaded(name, loader)).count();
    }

    private static boolean isLoaded(String name, ClassLoader loader) {
        try {
            Class<?> unused = Class.forName(name, false, loader);
            return true;
        } catch (ClassNotFoundException | LinkageError needsMore) {
            return false; // such as classes of the command line, whose libraries a simulation does not have
        }
    }
}
