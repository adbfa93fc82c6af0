package io.headroom.export;

import io.headroom.runlog.InjectorFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Creates injectors whose folders hold nothing but a log. */
final class LogsAlone {

    private LogsAlone() {}

    static List<InjectorFiles> of(Path... logs) {
        return Stream.of(logs).map(log -> InjectorFiles.of(log, Map.of())).toList();
    }
}
