package io.headroom.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.headroom.settings.Settings;
import io.headroom.settings.SettingsLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The manifests for Kubernetes name what there is in the suite, and agree with each other and with the image. */
class ManifestsTest {

    private static final Path FOLDER = Path.of("conf", "kubernetes");
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Pattern REFERENCE = Pattern.compile("\\$\\(([A-Z_]+)\\)");

    @TempDir
    private Path folder;

    private final List<JsonNode> all = Stream.of("settings.yaml", "clients.yaml", "merge.yaml")
            .flatMap(ManifestsTest::documents)
            .toList();

    private static Stream<JsonNode> documents(String file) {
        return YAML
                .readerFor(JsonNode.class)
                .<JsonNode>readValues(FOLDER.resolve(file).toFile())
                .readAll()
                .stream();
    }

    private JsonNode named(String kind, String name) {
        return all.stream()
                .filter(each -> each.path("kind").asString().equals(kind)
                        && each.at("/metadata/name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<JsonNode> jobs() {
        return all.stream()
                .filter(each -> each.path("kind").asString().equals("Job"))
                .toList();
    }

    private static JsonNode pod(JsonNode job) {
        return job.at("/spec/template/spec");
    }

    private static JsonNode container(JsonNode job) {
        return pod(job).at("/containers/0");
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }

    /** Its variables, as Kubernetes gives them to the pod of that index. */
    private Map<String, String> environment(JsonNode job, String index) {
        Map<String, String> environment = new TreeMap<>();
        for (JsonNode variable : container(job).path("env")) {
            JsonNode from = variable.path("valueFrom");
            String value = variable.path("value").asString("");
            if (from.has("fieldRef")) {
                assertEquals(
                        "metadata.annotations['batch.kubernetes.io/job-completion-index']",
                        from.at("/fieldRef/fieldPath").asString());
                value = index;
            } else if (from.has("configMapKeyRef")) {
                value = named("ConfigMap", from.at("/configMapKeyRef/name").asString())
                        .path("data")
                        .path(from.at("/configMapKeyRef/key").asString())
                        .asString();
            } else if (from.has("secretKeyRef")) {
                value = "a-key";
            }
            environment.put(variable.path("name").asString(), expanded(value, environment));
        }
        return environment;
    }

    private static String expanded(String text, Map<String, String> environment) {
        return REFERENCE.matcher(text).replaceAll(found -> {
            assertTrue(environment.containsKey(found.group(1)), text + " before " + found.group(1) + " is set");
            return Matcher.quoteReplacement(environment.get(found.group(1)));
        });
    }

    /** As the process in the pod reads them; what is mistaken is a problem of the test. */
    private Settings settings(JsonNode job, String index) throws Exception {
        JsonNode data = named("ConfigMap", "headroom").path("data");
        Path file = Files.writeString(
                folder.resolve("headroom.conf"), data.path("headroom.conf").asString());
        Path payload = Files.writeString(
                folder.resolve("payload.json"), data.path("payload.json").asString());
        Properties properties = new Properties();
        properties.setProperty("headroom.endpoint.payload", payload.toString());
        return SettingsLoader.load(file, properties, environment(job, index));
    }

    @Test
    void everyClientReadsItsOwnSettings() throws Exception {
        JsonNode clients = named("Job", "headroom-clients");
        int count = clients.at("/spec/completions").asInt();
        for (int index = 0; index < count; index++) {
            Settings settings = settings(clients, Integer.toString(index));

            assertEquals(Optional.of(index), settings.clients().index());
            assertEquals(count, settings.plan().multiClient().weights().count());
            assertEquals(Path.of("/results/run-1/client-" + index), settings.resultsFolder());
            assertThat(settings.key()).isPresent();
            List<String> command = texts(container(clients).path("command"));
            String gatlings = command.get(command.indexOf("-rf") + 1);
            assertEquals(
                    settings.resultsFolder().toString(),
                    expanded(gatlings, environment(clients, Integer.toString(index))));
        }
    }

    @Test
    void coordinatorAndClientsAgree() throws Exception {
        JsonNode clients = named("Job", "headroom-clients");
        Settings ofClient = settings(clients, "0");
        Settings ofCoordinator = settings(named("Job", "headroom-coordinator"), "");

        assertEquals("Indexed", clients.at("/spec/completionMode").asString());
        assertEquals(clients.at("/spec/completions"), clients.at("/spec/parallelism"));
        assertEquals(ofCoordinator.plan(), ofClient.plan());
        assertEquals(ofCoordinator.clients().startPatience(), ofClient.clients().startPatience());
        assertEquals(Optional.empty(), ofCoordinator.clients().index());
    }

    @Test
    void clientsFindTheCoordinatorAtItsPort() throws Exception {
        JsonNode service = named("Service", "headroom-coordinator");
        JsonNode coordinator = named("Job", "headroom-coordinator");
        JsonNode policy = named("NetworkPolicy", "headroom-coordinator");
        int port = Integer.parseInt(CommandSpec.forAnnotatedObject(new CoordinateCommand())
                .findOption("--port")
                .defaultValue());
        var found = settings(named("Job", "headroom-clients"), "0")
                .clients()
                .coordinator()
                .orElseThrow();

        assertEquals(List.of("coordinate"), texts(container(coordinator).path("args")));
        assertEquals(service.at("/metadata/name").asString(), found.getHostString());
        assertEquals(port, found.getPort());
        assertEquals(port, service.at("/spec/ports/0/port").asInt());
        assertEquals(port, service.at("/spec/ports/0/targetPort").asInt());
        assertEquals(port, container(coordinator).at("/ports/0/containerPort").asInt());
        assertEquals(port, policy.at("/spec/ingress/0/ports/0/port").asInt());
        JsonNode labels = coordinator.at("/spec/template/metadata/labels");
        assertEquals(labels, service.at("/spec/selector"));
        assertEquals(labels, policy.at("/spec/podSelector/matchLabels"));
        assertEquals(
                named("Job", "headroom-clients").at("/spec/template/metadata/labels"),
                policy.at("/spec/ingress/0/from/0/podSelector/matchLabels"));
    }

    @Test
    void theMergedFolderIsThatOfAllClients() throws Exception {
        JsonNode merge = named("Job", "headroom-merge");
        List<String> arguments = texts(container(merge).path("args")).stream()
                .map(text -> expanded(text, environment(merge, "")))
                .toList();
        Path run = Path.of(arguments.get(arguments.size() - 1));

        assertEquals(
                run,
                settings(named("Job", "headroom-clients"), "2").resultsFolder().getParent());
        assertEquals("analyze", arguments.get(0));
        assertEquals(run.resolve("headroom.html").toString(), arguments.get(arguments.indexOf("--html") + 1));
        assertEquals(
                pod(named("Job", "headroom-clients")).at("/volumes/1"),
                pod(merge).at("/volumes/1"));
    }

    @Test
    void classesOfTheClientsAreThere() throws Exception {
        List<String> command = texts(container(named("Job", "headroom-clients")).path("command"));

        assertEquals(
                "io.headroom.simulation.MultiClientSimulation",
                Class.forName(command.get(command.indexOf("-s") + 1)).getName());
        assertEquals("java", command.get(0));
        assertThat(command).contains("io.gatling.app.Gatling");
        assertEquals(
                "io.gatling.app.Gatling",
                Class.forName("io.gatling.app.Gatling").getName());
    }

    @Test
    void everyPodRunsTheSameImageAsTheUserOfTheDockerfile() throws IOException {
        String user = line("USER ");
        for (JsonNode job : jobs()) {
            JsonNode security = pod(job).path("securityContext");
            assertEquals(
                    user,
                    security.path("runAsUser").asInt() + ":"
                            + security.path("runAsGroup").asInt());
            assertEquals(container(jobs().get(0)).path("image"), container(job).path("image"));
            assertFalse(pod(job).path("enableServiceLinks").asBoolean(true), "HEADROOM_..._PORT is no setting");
        }
    }

    @Test
    void noJobWaitsForEver() {
        for (JsonNode job : jobs()) {
            assertThat(job.at("/spec/activeDeadlineSeconds").asInt(0)).isBetween(1, 86_400);
        }
    }

    /** A tag can be moved to something else; a digest, or the commit of an action, cannot. */
    @Test
    void imagesAndActionsArePinned() throws IOException {
        Pattern pinned =
                Pattern.compile("(FROM|image:) \\S+@sha256:[0-9a-f]{64}( AS build)?|uses: \\S+@[0-9a-f]{40} # v\\S+");
        List<String> named = new ArrayList<>();
        for (Path file : List.of(
                FOLDER.resolve("Dockerfile"),
                Path.of("conf/ci/github-actions.yml"),
                Path.of("conf/ci/gitlab-ci.yml"))) {
            Files.readAllLines(file).stream()
                    .map(line -> line.strip().replaceFirst("^- ", ""))
                    .filter(line -> line.startsWith("FROM ") || line.startsWith("image:") || line.startsWith("uses:"))
                    .forEach(named::add);
        }
        assertThat(named).hasSize(6).allMatch(line -> pinned.matcher(line).matches());
    }

    @Test
    void pipelineMayOnlyRead() {
        JsonNode workflow = YAML.readTree(Path.of("conf/ci/github-actions.yml").toFile());
        assertEquals("{\"contents\":\"read\"}", workflow.path("permissions").toString());
    }

    /** Without it, nothing would limit answers. */
    @Test
    void imageHoldsWhatRegistersTheFiltersOfAnswers() throws IOException {
        assertThat(Files.readAllLines(FOLDER.resolve("Dockerfile")))
                .contains(
                        "COPY --from=build /build/target/test-classes/META-INF/services simulations/META-INF/services");
    }

    @Test
    void settingsAreReadWhereTheImageWorks() throws IOException {
        String work = "/headroom";
        assertThat(Files.readAllLines(FOLDER.resolve("Dockerfile"))).contains("WORKDIR " + work);
        assertEquals(
                "[\"java\", \"-XX:-HeapDumpOnOutOfMemoryError\", \"-jar\", \"" + work + "/headroom.jar\"]",
                line("ENTRYPOINT "));
        for (JsonNode job : jobs()) {
            List<String> mounts = container(job)
                    .path("volumeMounts")
                    .valueStream()
                    .filter(mount -> mount.path("name").asString().equals("settings"))
                    .map(mount -> mount.path("mountPath").asString())
                    .toList();
            assertEquals(List.of(work + "/conf"), mounts);
        }
    }

    private static String line(String start) throws IOException {
        return Files.readAllLines(FOLDER.resolve("Dockerfile")).stream()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "bash", "-c", "/bin/sh"})
    void noCommandIsAShells(String word) {
        for (JsonNode job : jobs()) {
            List<String> words = new ArrayList<>(texts(container(job).path("command")));
            words.addAll(texts(container(job).path("args")));
            assertThat(words).doesNotContain(word);
        }
    }

    @Test
    void everyFileIsLookedAt() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertEquals(
                    List.of("clients.yaml", "merge.yaml", "settings.yaml"),
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".yaml"))
                            .sorted()
                            .toList());
        }
    }
}
