package io.headroom.html;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Speaks a browser's DevTools protocol: sends calls and waits for their answers, and collects events. */
final class DevTools implements WebSocket.Listener {

    private static final int PATIENCE_SECONDS = 30;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final Queue<JsonNode> events = new ConcurrentLinkedQueue<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final StringBuilder text = new StringBuilder();
    private WebSocket socket;

    static DevTools connect(URI address) {
        DevTools devTools = new DevTools();
        devTools.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(address, devTools)
                .join();
        return devTools;
    }

    /** Calls a method and waits for its result. */
    JsonNode call(String session, String method, Map<String, ?> parameters) throws Exception {
        int id = ids.incrementAndGet();
        Map<String, Object> message = new HashMap<>(Map.of("id", id, "method", method, "params", parameters));
        if (!session.isEmpty()) {
            message.put("sessionId", session);
        }
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        socket.sendText(JSON.writeValueAsString(message), true).join();
        JsonNode answered = answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (answered.has("error")) {
            throw new IOException(method + ": " + answered.get("error"));
        }
        return answered.get("result");
    }

    /** Returns the events of one method that have come so far. */
    List<JsonNode> events(String session, String method) {
        return events.stream()
                .filter(event -> event.path("sessionId").asText().equals(session))
                .filter(event -> event.path("method").asText().equals(method))
                .map(event -> event.get("params"))
                .toList();
    }

    /** Waits until a number of events of one method have come. */
    void await(String session, String method, int count) throws Exception {
        for (int i = 0; i < 100 * PATIENCE_SECONDS; i++) {
            if (events(session, method).size() >= count) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
        throw new TimeoutException(method + " did not come");
    }

    void close() {
        socket.abort();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        text.append(part);
        if (last) {
            receive(text.toString());
            text.setLength(0);
        }
        from.request(1);
        return null;
    }

    private void receive(String message) {
        try {
            JsonNode json = JSON.readTree(message);
            if (json.has("id")) {
                answers.remove(json.get("id").asInt()).complete(json);
            } else {
                events.add(json);
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no JSON: " + message, e);
        }
    }
}
