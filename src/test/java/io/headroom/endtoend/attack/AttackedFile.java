package io.headroom.endtoend.attack;

import java.nio.file.Path;
import java.util.List;

/**
 * A file to damage that is no log.
 *
 * @param file      the file
 * @param mutations damage that knows how the file is built; may be empty
 * @param calls     arguments of the calls that read it
 */
record AttackedFile(Path file, List<Mutation> mutations, List<List<String>> calls) {}
