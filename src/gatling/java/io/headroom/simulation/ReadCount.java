package io.headroom.simulation;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Counts what was read from one connection. It stands before the handler that makes answers of it, so all answers that are made of one
 * read have the same count.
 */
final class ReadCount extends ChannelInboundHandlerAdapter {

    private long reads;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        reads++;
        context.fireChannelRead(message);
    }

    /** Returns the number of reads so far, the current one included. */
    long reads() {
        return reads;
    }
}
