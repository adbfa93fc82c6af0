package io.headroom.simulation;

import io.headroom.run.RunFolder;
import java.io.IOException;

/** Writes a file as soon as the run's folder is known. */
final class WriteOnce implements RunWriter {

    /** Writes the file. */
    interface Content {
        void writeTo(RunFolder folder) throws IOException;
    }

    private final Content content;
    private boolean written;

    WriteOnce(Content content) {
        this.content = content;
    }

    @Override
    public void write(RunFolder folder) throws IOException {
        if (!written) {
            content.writeTo(folder);
            written = true;
        }
    }
}
