package io.headroom.settings;

import io.headroom.load.Weights;
import io.headroom.plan.PlanSettings.MultiClient;
import io.headroom.plan.PlanSettings.SearchWith;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what several clients share, and which of them this process is. */
final class ClientReader {

    /** The setting that names a stand-in that was started elsewhere. */
    static final String STAND_IN = "clients.stand-in";

    private static final int MOST_CLIENTS = 1000;
    private static final int MOST_PORT = 65_535;
    private static final Pattern HOST_AND_PORT = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]+):(\\d{1,5})");

    private static final ValueType<InetSocketAddress> ADDRESS = new ValueType<>(
            "a host and a port, such as 10.0.0.7:7070",
            (source, path) -> address(source.getString(path).strip()));

    private final ConfigReader reader;
    private final TargetReader targets;

    ClientReader(ConfigReader reader, TargetReader targets) {
        this.reader = reader;
        this.targets = targets;
    }

    MultiClient multiClient() {
        return new MultiClient(reader.oneOf("clients.search", SearchWith.values(), SearchWith::word), weights());
    }

    ClientSettings clients() {
        int count = count();
        Optional<Integer> index = reader.optional("clients.index", ValueType.integer(0, count - 1));
        Optional<InetSocketAddress> coordinator = reader.optional("clients.coordinator", ADDRESS);
        requireBoth(index.isPresent(), "clients.index", "clients.coordinator");
        requireBoth(coordinator.isPresent(), "clients.coordinator", "clients.index");
        return new ClientSettings(
                index,
                coordinator,
                reader.duration("clients.start-patience", Duration.ofSeconds(1), Duration.ofDays(1)),
                reader.optional("clients.local-addresses", addresses(count)).orElse(List.of()),
                targets.url(STAND_IN));
    }

    private void requireBoth(boolean isSet, String key, String other) {
        if (isSet && reader.isNone(other)) {
            reader.problem(key, "headroom.clients.index and headroom.clients.coordinator together, or none of them");
        }
    }

    private int count() {
        return reader.integer("clients.count", 1, MOST_CLIENTS);
    }

    private Weights weights() {
        int count = count();
        ValueType<Weights> perClient = new ValueType<>(
                "as many numbers above 0 as there are clients, " + count,
                (source, path) -> ValueType.texts()
                        .getter()
                        .get(source, path)
                        .filter(texts -> texts.size() == count)
                        .map(ClientReader::weights));
        return reader.optional("clients.weights", perClient).orElseGet(() -> Weights.even(count));
    }

    private static Weights weights(List<String> texts) {
        List<Double> weights = new ArrayList<>();
        texts.forEach(text -> weights.add(Double.valueOf(text.strip())));
        return new Weights(weights);
    }

    private static ValueType<List<String>> addresses(int count) {
        return new ValueType<>(
                "as many addresses as there are clients, " + count,
                (source, path) -> ValueType.texts().getter().get(source, path).filter(texts -> texts.size() == count));
    }

    private static Optional<InetSocketAddress> address(String text) {
        Matcher address = HOST_AND_PORT.matcher(text);
        if (!address.matches() || Integer.parseInt(address.group(2)) > MOST_PORT) {
            return Optional.empty();
        }
        return Optional.of(InetSocketAddress.createUnresolved(address.group(1), Integer.parseInt(address.group(2))));
    }
}
