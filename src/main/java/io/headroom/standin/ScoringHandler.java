package io.headroom.standin;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Turns the HTTP requests of one connection into calls of the service, and its statuses into HTTP answers. */
final class ScoringHandler extends SimpleChannelInboundHandler<FullHttpRequest> {

    private static final byte[] SCORE = "{\"score\":0.5}".getBytes(StandardCharsets.UTF_8);

    private final ScoringService service;

    ScoringHandler(ScoringService service) {
        this.service = service;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        boolean keepAlive = HttpUtil.isKeepAlive(request);
        switch (new QueryStringDecoder(request.uri()).path()) {
            case StandIn.READINESS_PATH -> answer(context, service.readiness(), keepAlive);
            case StandIn.SCORE_PATH -> {
                if (request.method().equals(HttpMethod.POST)) {
                    score(context, request, keepAlive);
                } else {
                    answer(context, service.reject(405), keepAlive);
                }
            }
            default -> answer(context, service.reject(404), keepAlive);
        }
    }

    private void score(ChannelHandlerContext context, FullHttpRequest request, boolean keepAlive) {
        service.score(
                Optional.ofNullable(request.headers().get(HttpHeaderNames.AUTHORIZATION)),
                Optional.ofNullable(request.headers().get(HttpHeaderNames.CONTENT_TYPE)),
                ByteBufUtil.getBytes(request.content()),
                status -> answer(context, status, keepAlive));
    }

    private static void answer(ChannelHandlerContext context, int status, boolean keepAlive) {
        HttpResponseStatus httpStatus = HttpResponseStatus.valueOf(status);
        byte[] text = status == 200
                ? SCORE
                : ("{\"error\":\"" + httpStatus.reasonPhrase() + "\"}").getBytes(StandardCharsets.UTF_8);
        ByteBuf body = Unpooled.wrappedBuffer(text);
        FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, httpStatus, body);
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/json");
        response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, text.length);
        HttpUtil.setKeepAlive(response, keepAlive);
        var written = context.writeAndFlush(response);
        if (!keepAlive) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        var unused = context.close(); // the caller went away or did not send HTTP, so no answer can be sent
    }
}
