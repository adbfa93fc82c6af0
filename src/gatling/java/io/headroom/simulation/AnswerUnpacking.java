package io.headroom.simulation;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContentDecompressor;
import java.util.Locale;
import java.util.Set;

/**
 * Unpacks bodies in gzip and deflate, in parts of 64 KiB. Others stay as they are: of Brotli, Netty unpacks all that has come before
 * anyone can stop it, and 8 KB of it can hold 10 GB. No request asks for packed answers, unless a header of the settings does.
 */
final class AnswerUnpacking extends HttpContentDecompressor {

    private static final Set<String> UNPACKED = Set.of("gzip", "x-gzip", "deflate", "x-deflate");

    AnswerUnpacking() {
        super(false, 0);
    }

    @Override
    protected EmbeddedChannel newContentDecoder(String contentEncoding) throws Exception {
        return UNPACKED.contains(contentEncoding.toLowerCase(Locale.ROOT))
                ? super.newContentDecoder(contentEncoding)
                : null;
    }

    /** As Gatling has it: its checks see the header that the service sent. */
    @Override
    protected String getTargetContentEncoding(String contentEncoding) {
        return contentEncoding;
    }
}
