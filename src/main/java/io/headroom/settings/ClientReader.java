package io.headroom.settings;

import io.headroom.load.Weights;
import io.headroom.plan.PlanSettings.MultiClient;
import io.headroom.plan.PlanSettings.SearchWith;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what several clients share, and which of them this process is. */
final class ClientReader {

    private static final int MOST_CLIENTS = 1000;
    private static final Pattern HOST_AND_PORT = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]+):(\\d{1,5})");

    private final ConfigReader reader;

    ClientReader(ConfigReader reader) {
        this.reader = reader;
    }

    MultiClient multiClient() {
        return new MultiClient(reader.oneOf("clients.search", SearchWith.values(), SearchWith::word), weights());
    }

    private Weights weights() {
        int count = count();
        List<String> texts = reader.texts("clients.weights");
        if (texts.isEmpty()) {
            return Weights.even(count);
        }
        try {
            List<Double> weights = new ArrayList<>();
            texts.forEach(text -> weights.add(Double.valueOf(text.strip())));
            if (weights.size() == count) {
                return new Weights(weights);
            }
        } catch (IllegalArgumentException notWeights) {
            // reported below
        }
        reader.problem("clients.weights", "as many numbers above 0 as there are clients, " + count + ", or none");
        return Weights.even(count);
    }

    private int count() {
        return reader.integer("clients.count", 1, MOST_CLIENTS);
    }

    ClientSettings clients() {
        int count = count();
        Optional<InetSocketAddress> coordinator = coordinator();
        int index = reader.integer("clients.index", -1, count - 1);
        if (coordinator.isEmpty() != (index < 0)) {
            reader.problem(
                    index < 0 ? "clients.coordinator" : "clients.index",
                    "headroom.clients.index and headroom.clients.coordinator together, or none of them");
        }
        List<String> addresses = reader.texts("clients.local-addresses");
        if (!addresses.isEmpty() && addresses.size() != count) {
            reader.problem("clients.local-addresses", "as many addresses as there are clients, " + count + ", or none");
        }
        return new ClientSettings(
                index < 0 ? Optional.empty() : Optional.of(index),
                coordinator,
                reader.duration("clients.start-patience", Duration.ofSeconds(1), Duration.ofDays(1)),
                addresses,
                reader.optionalText("clients.stand-in").map(URI::create));
    }

    private Optional<InetSocketAddress> coordinator() {
        Optional<String> text = reader.optionalText("clients.coordinator");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Matcher address = HOST_AND_PORT.matcher(text.get());
        if (address.matches() && Integer.parseInt(address.group(2)) <= 65_535) {
            return Optional.of(
                    InetSocketAddress.createUnresolved(address.group(1), Integer.parseInt(address.group(2))));
        }
        reader.problem("clients.coordinator", "a host and a port, such as 10.0.0.7:7070");
        return Optional.empty();
    }
}
