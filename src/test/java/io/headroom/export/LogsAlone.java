package io.headroom.export;

import io.headroom.runlog.InjectorFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Logs with nothing beside them that says more. */
final class LogsAlone {

    private LogsAlone() {}

    static List<InjectorFiles> of(Path... logs) {
        return Stream.of(logs).map(log -> InjectorFiles.of(log, Map.of())).toList();
    }
}
