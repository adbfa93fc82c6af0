package io.headroom.simulation;

import io.headroom.endpoint.AnswerFault;
import io.headroom.endpoint.AnswerLimits;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.compression.DecompressionException;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.util.ReferenceCountUtil;
import java.util.Optional;

/**
 * Passes the answers of one connection on to Gatling, which does not limit them. An answer that is too large, or cannot be read, is
 * replaced by one with the status of its {@link AnswerFault}, and the connection is closed. Interim answers (status 1xx), which Gatling
 * would take for the answer, are left out, and so are cookies if they are not to be kept. An answer that names the status of a model
 * behind the endpoint gets a status that says so ({@link ModelStatus}). What nobody has asked for closes the
 * connection, and is not taken for the answer to a request that is sent afterwards.
 *
 * <p>It stands behind the handler that unpacks bodies.
 */
@SuppressWarnings("FutureReturnValueIgnored") // those of writing are seen by who writes, and those of closing by nobody
final class AnswerFilter extends ChannelDuplexHandler {

    /** What is read next. */
    private enum Next {
        /** Nothing: no request is open. */
        NOTHING,
        /** The beginning of an answer. */
        ANSWER,
        /** The end of an interim answer. */
        END_OF_INTERIM,
        /** A part of an answer's body. */
        BODY,
        /** Whatever still comes until the connection is closed. */
        REST
    }

    private final AnswerLimits limits;
    private final boolean cookies;
    private final ReadCount count;
    private Next next = Next.NOTHING;
    private boolean awaitsContinue;
    private boolean continues;
    private long bodyBytes;
    private long readsAtRequest;

    /**
     * @param cookies whether cookies are passed on
     * @param count   of what was read from the connection
     */
    AnswerFilter(AnswerLimits limits, boolean cookies, ReadCount count) {
        this.limits = limits;
        this.cookies = cookies;
        this.count = count;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof HttpRequest request) {
            next = Next.ANSWER;
            bodyBytes = 0;
            readsAtRequest = count.reads();
            continues = false;
            awaitsContinue = HttpUtil.is100ContinueExpected(request);
        }
        context.write(message, promise);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (next == Next.NOTHING || next == Next.REST) {
            ReferenceCountUtil.release(message);
            context.close();
            return;
        }
        Optional<AnswerFault> fault = fault((HttpObject) message);
        if (fault.isPresent()) {
            ReferenceCountUtil.release(message);
            giveUp(context, fault.get());
        } else if (passes((HttpObject) message)) {
            context.fireChannelRead(message);
        } else {
            ReferenceCountUtil.release(message);
        }
    }

    private Optional<AnswerFault> fault(HttpObject message) {
        Throwable cause = message.decoderResult().cause();
        if (cause instanceof TooLongHttpHeaderException) {
            return Optional.of(AnswerFault.HEADERS);
        }
        if (cause != null && !(cause instanceof PrematureChannelClosureException)) {
            return Optional.of(AnswerFault.FORM);
        }
        if (next == Next.ANSWER && count.reads() == readsAtRequest) {
            return Optional.of(AnswerFault.FORM); // read before the request was sent
        }
        if (message instanceof HttpResponse response && response.status().codeClass() == HttpStatusClass.UNKNOWN) {
            int code = response.status().code();
            return code < 100 || code > 999 ? Optional.of(AnswerFault.STATUS) : Optional.empty();
        }
        if (message instanceof HttpContent content) {
            bodyBytes += content.content().readableBytes();
            return bodyBytes > limits.body() ? Optional.of(AnswerFault.BODY) : Optional.empty();
        }
        return Optional.empty();
    }

    /** Takes a part of an answer, and returns whether it is passed on. */
    private boolean passes(HttpObject message) {
        boolean passes = true;
        if (message instanceof HttpResponse response) {
            passes = begins(response);
        } else if (next == Next.END_OF_INTERIM) {
            passes = continues;
        }
        if (message instanceof LastHttpContent) {
            next = next == Next.END_OF_INTERIM ? Next.ANSWER : Next.NOTHING;
            continues = false;
        }
        return passes;
    }

    private boolean begins(HttpResponse response) {
        HttpResponseStatus status = response.status();
        boolean interim = status.codeClass() == HttpStatusClass.INFORMATIONAL
                && status.code() != HttpResponseStatus.SWITCHING_PROTOCOLS.code();
        if (interim) {
            next = Next.END_OF_INTERIM;
            continues = awaitsContinue && status.code() == HttpResponseStatus.CONTINUE.code();
            awaitsContinue &= !continues;
            return continues;
        }
        next = Next.BODY;
        if (!cookies) {
            response.headers().remove(HttpHeaderNames.SET_COOKIE);
        }
        ModelStatus.of(response).ifPresent(response::setStatus);
        return true;
    }

    private void giveUp(ChannelHandlerContext context, AnswerFault fault) {
        next = Next.REST;
        HttpResponse answer = new DefaultHttpResponse(HttpVersion.HTTP_1_1, FaultStatus.of(fault));
        answer.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        context.fireChannelRead(answer);
        context.fireChannelRead(LastHttpContent.EMPTY_LAST_CONTENT);
        context.close();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof DecompressionException && next == Next.BODY) {
            giveUp(context, AnswerFault.PACKING);
        } else if (next != Next.REST) { // what is wrong with the rest does not matter
            context.fireExceptionCaught(cause);
        }
    }
}
