package io.headroom.html;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * A tab of a browser.
 *
 * @param session id that the browser gave to the tab
 */
record Tab(DevTools devTools, String session) {

    private static final int PICTURE_HEIGHT = 1500;

    static Tab of(DevTools devTools, String session, int width, int height, boolean dark) throws Exception {
        Tab tab = new Tab(devTools, session);
        for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
            tab.call(domain + ".enable", Map.of());
        }
        tab.call("Emulation.setScrollbarsHidden", Map.of("hidden", true));
        tab.dark(dark);
        tab.size(width, height);
        return tab;
    }

    /** Opens a file and waits until it has loaded. */
    void open(Path file) throws Exception {
        int before = devTools.events(session, "Page.loadEventFired").size();
        call("Page.navigate", Map.of("url", file.toUri().toString()));
        devTools.await(session, "Page.loadEventFired", before + 1);
    }

    void dark(boolean dark) throws Exception {
        Map<String, String> scheme = Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light");
        call("Emulation.setEmulatedMedia", Map.of("features", List.of(scheme)));
    }

    void size(int width, int height) throws Exception {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** Returns the value of a JavaScript expression. */
    JsonNode value(String expression) throws Exception {
        JsonNode result =
                call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
        if (result.has("exceptionDetails")) {
            throw new IOException(expression + ": " + result.get("exceptionDetails"));
        }
        return result.get("result").path("value");
    }

    /** Presses and releases a key. */
    void press(String key) throws Exception {
        call("Input.dispatchKeyEvent", Map.of("type", "keyDown", "key", key, "code", key));
        call("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key, "code", key));
    }

    /** Moves the mouse to a point, in pixels from the top left corner of the viewport. */
    void move(double x, double y) throws Exception {
        call("Input.dispatchMouseEvent", Map.of("type", "mouseMoved", "x", x, "y", y));
    }

    /** Returns exceptions, errors in the console, and everything that a script writes to the console. */
    List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        devTools.events(session, "Runtime.exceptionThrown").forEach(event -> complaints.add(event.toString()));
        devTools.events(session, "Log.entryAdded").stream()
                .filter(event -> event.at("/entry/level").asText().equals("error"))
                .forEach(event -> complaints.add(event.toString()));
        devTools.events(session, "Runtime.consoleAPICalled").forEach(event -> complaints.add(event.toString()));
        return complaints;
    }

    /** Returns the URLs of everything that was loaded. */
    List<String> requests() {
        return devTools.events(session, "Network.requestWillBeSent").stream()
                .map(event -> event.at("/request/url").asText())
                .toList();
    }

    /** Takes screenshots of the whole page, from top to bottom: {@code name-1.png}, {@code name-2.png} and so on. */
    void screenshots(Path folder, String name) throws Exception {
        JsonNode size = call("Page.getLayoutMetrics", Map.of()).get("cssContentSize");
        int height = size.get("height").asInt();
        for (int y = 0; y < height; y += PICTURE_HEIGHT) {
            Map<String, Object> clip = Map.of(
                    "x",
                    0,
                    "y",
                    y,
                    "width",
                    size.get("width").asInt(),
                    "height",
                    Math.min(PICTURE_HEIGHT, height - y),
                    "scale",
                    1);
            JsonNode picture = call("Page.captureScreenshot", Map.of("captureBeyondViewport", true, "clip", clip));
            Files.write(
                    folder.resolve(name + "-" + (1 + y / PICTURE_HEIGHT) + ".png"),
                    Base64.getDecoder().decode(picture.get("data").asText()));
        }
    }

    /** Prints the page into a PDF file. */
    void pdf(Path pdf) throws Exception {
        JsonNode printed = call("Page.printToPDF", Map.of("printBackground", true));
        Files.write(pdf, Base64.getDecoder().decode(printed.get("data").asText()));
    }

    private JsonNode call(String method, Map<String, ?> parameters) throws Exception {
        return devTools.call(session, method, parameters);
    }
}
