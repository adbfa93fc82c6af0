package io.headroom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads from the {@code package-info.java} of each package which other packages of Headroom it may import.
 *
 * <p>One sentence of the package's comment says so, in one of three forms. A name is that of a package below {@code io.headroom},
 * and does not include its sub-packages; a package and its sub-packages need permission to import each other, too.
 *
 * <pre>
 * May import no other package.
 * May import {&#64;code load}, {&#64;code run} and {&#64;code report.json}.
 * May import every other package.
 * </pre>
 */
final class AllowedImports {

    private static final String ROOT = "io/headroom/";
    private static final Pattern COMMENT = Pattern.compile("/\\*\\*(.*?)\\*/", Pattern.DOTALL);
    private static final Pattern SENTENCE = Pattern.compile("\\bMay import (.*?)\\.(?= |$)");
    private static final Pattern NAME = Pattern.compile("\\{@code ([a-z.]+)}");
    private static final Pattern NAMES =
            Pattern.compile("(?:(?:NAME, )*NAME and )?NAME".replace("NAME", NAME.pattern()));

    private AllowedImports() {}

    /** Returns what each package below the folders of sources may import; names are relative to {@code io.headroom}. */
    static SortedMap<String, Set<String>> ofPackages(Path... sources) throws IOException {
        SortedMap<String, Optional<Set<String>>> sentences = new TreeMap<>();
        for (Path source : sources) {
            for (Path folder : packages(source)) {
                String name = source.relativize(folder).toString().replace('\\', '/');
                sentences.put(
                        name.substring(ROOT.length()).replace('/', '.'),
                        read(Files.readString(folder.resolve("package-info.java"))));
            }
        }
        SortedMap<String, Set<String>> allowed = new TreeMap<>();
        sentences.forEach((name, names) -> allowed.put(name, names.orElse(sentences.keySet())));
        return allowed;
    }

    /** Returns the packages that a {@code package-info.java} names, or empty if it allows every other package. */
    static Optional<Set<String>> read(String packageInfo) {
        Matcher comment = COMMENT.matcher(packageInfo);
        String text = comment.find() ? comment.group(1).replaceAll("\\s+(?:\\*\\s*)?", " ") : "";
        Set<String> permissions = SENTENCE.matcher(text.strip())
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        if (permissions.size() != 1) {
            throw new IllegalArgumentException(
                    "expected one sentence \"May import ….\", but found " + permissions + " in:\n" + packageInfo);
        }
        String permission = permissions.iterator().next();
        return switch (permission) {
            case "every other package" -> Optional.empty();
            case "no other package" -> Optional.of(Set.of());
            default -> Optional.of(names(permission));
        };
    }

    private static Set<String> names(String permission) {
        if (!NAMES.matcher(permission).matches()) {
            throw new IllegalArgumentException(
                    "\"May import " + permission + ".\": expected \"no other package\","
                            + " \"every other package\" or names such as \"{@code load}, {@code run} and {@code report.json}\"");
        }
        return NAME.matcher(permission)
                .results()
                .map(name -> name.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<Path> packages(Path source) throws IOException {
        try (Stream<Path> files = Files.walk(source)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::getParent)
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
