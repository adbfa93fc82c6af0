package io.headroom.html;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.opentest4j.TestAbortedException;

/**
 * Hands one {@link Chromium} to the constructors of all tests that want one. It starts with the first of them and ends with the
 * last test of all. Where Chromium is not installed these tests are skipped.
 */
final class SharedChromium implements BeforeAllCallback, ParameterResolver {

    /** Held by a class of tests while it uses the browser, which draws only the page that was opened last. */
    static final String LOCK = "chromium";

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(SharedChromium.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        if (Chromium.installed().isEmpty()) {
            throw new TestAbortedException("Chromium is not installed: apt-get install chromium");
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Chromium.class;
    }

    @Override
    public Chromium resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE).getOrComputeIfAbsent("chromium", key -> start(), Chromium.class);
    }

    private static Chromium start() {
        Optional<Path> installed = Chromium.installed();
        try {
            return Chromium.start(installed.orElseThrow());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
