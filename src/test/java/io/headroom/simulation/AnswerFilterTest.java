package io.headroom.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.endpoint.AnswerFault;
import io.headroom.endpoint.AnswerLimits;
import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpContentDecompressor;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each test writes a request and then the bytes of an answer, through the handlers that a connection of Gatling has. */
@Execution(ExecutionMode.SAME_THREAD) // what holds for all connections is static
class AnswerFilterTest {

    private static final AnswerLimits LIMITS = new AnswerLimits(1024, 4096);

    private EmbeddedChannel channel;

    /** What Gatling would see: statuses, the size of all bodies, and the number of answers that ended. */
    private final List<Integer> statuses = new ArrayList<>();

    private final List<String> cookies = new ArrayList<>();
    private int bodyBytes;
    private int ends;

    @BeforeEach
    void openWithoutCookies() {
        open(false);
    }

    private void open(boolean cookies) {
        AnswerFilters.use(LIMITS, cookies);
        channel = new EmbeddedChannel(false, false, new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel opened) {
                opened.pipeline().addLast("http", new HttpClientCodec());
                opened.pipeline().addLast("inflater", new HttpContentDecompressor(0));
            }
        });
        new AnswerFilters().postInitializeClientChannel(channel);
        try {
            channel.register();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    private void request() {
        request(new DefaultHttpHeaders());
    }

    private void request(HttpHeaders headers) {
        FullHttpRequest request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/score");
        request.headers().set("Content-Length", 0).add(headers);
        channel.writeOutbound(request);
    }

    private void answer(String text) {
        answer(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void answer(byte[] bytes) {
        if (!channel.isOpen()) {
            return;
        }
        ByteBuf buffer = Unpooled.copiedBuffer(bytes);
        channel.writeInbound(buffer);
        for (Object message = channel.readInbound(); message != null; message = channel.readInbound()) {
            if (message instanceof HttpResponse response) {
                statuses.add(response.status().code());
                cookies.addAll(response.headers().getAll("set-cookie"));
            }
            if (message instanceof HttpContent content) {
                bodyBytes += content.content().readableBytes();
            }
            ends += message instanceof LastHttpContent ? 1 : 0;
            ReferenceCountUtil.release(message);
        }
    }

    private void assertGivenUp(AnswerFault fault) {
        assertThat(statuses).endsWith(FaultStatus.of(fault).code());
        assertThat(ends).isOne();
        assertThat(channel.isOpen()).isFalse();
    }

    private void assertPassed(int status, int bytes) {
        assertThat(statuses).containsExactly(status);
        assertThat(bodyBytes).isEqualTo(bytes);
        assertThat(ends).isOne();
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void ordinaryAnswersPassOneAfterTheOther() {
        for (int i = 0; i < 3; i++) {
            request();
            answer("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n");
            answer("hello");
        }

        assertThat(statuses).containsExactly(200, 200, 200);
        assertThat(bodyBytes).isEqualTo(15);
        assertThat(ends).isEqualTo(3);
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void headersUpToTheLimitPass() {
        request();
        answer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nA: " + "x".repeat(900) + "\r\n\r\n");

        assertPassed(200, 0);
    }

    @Test
    void headersWithoutEndAreGivenUp() {
        request();
        answer("HTTP/1.1 200 OK\r\n");
        for (int i = 0; i < 100; i++) {
            answer("X-" + i + ": 0123456789\r\n");
        }

        assertGivenUp(AnswerFault.HEADERS);
        assertThat(statuses).hasSize(1);
    }

    @Test
    void statusLineWithoutEndIsGivenUp() {
        request();
        answer("HTTP/1.1 200 " + "O".repeat(5000));

        assertGivenUp(AnswerFault.FORM);
    }

    @Test
    void trailersWithoutEndAreGivenUp() {
        request();
        answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n");
        for (int i = 0; i < 100; i++) {
            answer("X-" + i + ": 0123456789\r\n");
        }

        assertGivenUp(AnswerFault.HEADERS);
        assertThat(statuses)
                .containsExactly(200, FaultStatus.of(AnswerFault.HEADERS).code());
    }

    @Test
    void bodyUpToTheLimitPasses() {
        request();
        answer("HTTP/1.1 200 OK\r\nContent-Length: 4096\r\n\r\n" + "x".repeat(4096));

        assertPassed(200, 4096);
    }

    @Test
    void bodyBeyondTheLimitIsGivenUp() {
        request();
        answer("HTTP/1.1 200 OK\r\nContent-Length: 4097\r\n\r\n" + "x".repeat(4096));
        answer("x");

        assertGivenUp(AnswerFault.BODY);
        assertThat(bodyBytes).isEqualTo(4096);
    }

    @Test
    void bodyThatIsLargeOnlyUnpackedIsGivenUp() throws Exception {
        byte[] packed = gzip(new byte[100_000_000]);
        assertThat(packed).hasSizeLessThan(100_000);
        request();
        answer("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + packed.length + "\r\n\r\n");
        answer(packed);

        assertGivenUp(AnswerFault.BODY);
        assertThat(bodyBytes).isLessThanOrEqualTo(4096);
    }

    @Test
    void packedBodyWithinTheLimitPasses() throws Exception {
        byte[] packed = gzip("{\"score\": 1}".getBytes(StandardCharsets.US_ASCII));
        request();
        answer("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + packed.length + "\r\n\r\n");
        answer(packed);

        assertPassed(200, 12);
    }

    @Test
    void bodyThatCannotBeUnpackedIsGivenUp() {
        request();
        answer("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 20\r\n\r\nthis is not gzip data");

        assertGivenUp(AnswerFault.PACKING);
    }

    @Test
    void interimAnswersAreLeftOut() {
        request();
        answer("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n");
        assertThat(statuses).isEmpty();
        assertThat(ends).isZero();
        answer("HTTP/1.1 503 Busy\r\nContent-Length: 2\r\n\r\nno");

        assertPassed(503, 2);
    }

    @Test
    void continueIsPassedOnToARequestThatAwaitsIt() {
        request(new DefaultHttpHeaders().set("Expect", "100-continue"));
        answer("HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n");
        assertThat(statuses).containsExactly(100);
        assertThat(ends).isOne();
        answer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");

        assertThat(statuses).containsExactly(100, 200);
        assertThat(ends).isEqualTo(2);
    }

    @Test
    void statusThatHttpDoesNotHaveIsGivenUp() {
        request();
        answer("HTTP/1.1 1001 Faked\r\nContent-Length: 0\r\n\r\n");

        assertGivenUp(AnswerFault.STATUS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.2\r\n\r\n",
                "HTTP/1.1 abc Letters\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: abc\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n"
            })
    void whatIsNoHttpIsGivenUp(String answer) {
        request();
        answer(answer);

        assertGivenUp(AnswerFault.FORM);
    }

    @Test
    void statusThatTheModelAnsweredIsPassedOnWithTheOneThatWasSent() {
        request();
        answer(
                "HTTP/1.1 424 Failed Dependency\r\nms-azureml-model-error-statuscode:  503 \r\nContent-Length: 2\r\n\r\nno");

        assertPassed(424_503, 2);
    }

    @Test
    void statusThatStandsForAPairCannotBeSent() {
        request();
        answer("HTTP/1.1 424503 Faked\r\nContent-Length: 0\r\n\r\n");

        assertThat(statuses).doesNotContain(424_503);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void unusualStatusOfThreeDigitsPasses() {
        request();
        answer("HTTP/1.1 799 Odd\r\nContent-Length: 0\r\n\r\n");

        assertPassed(799, 0);
    }

    @Test
    void whatNobodyHasAskedForClosesTheConnection() {
        request();
        answer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");

        assertThat(statuses).containsExactly(200);
        assertThat(channel.isOpen()).isFalse();
    }

    /** Gatling sends the next request as soon as an answer has ended. */
    @Test
    void secondAnswerIsNotTakenForThatToTheNextRequest() {
        channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
            private boolean sent;

            @Override
            public void channelRead(ChannelHandlerContext context, Object message) {
                context.fireChannelRead(message);
                if (message instanceof LastHttpContent && !sent) {
                    sent = true;
                    request();
                }
            }
        });
        request();
        answer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");

        assertThat(statuses)
                .containsExactly(200, FaultStatus.of(AnswerFault.FORM).code());
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void cookiesAreLeftOut() {
        request();
        answer("HTTP/1.1 200 OK\r\nSet-Cookie: pod=1\r\nset-cookie: b=2\r\nContent-Length: 0\r\n\r\n");

        assertPassed(200, 0);
        assertThat(cookies).isEmpty();
    }

    @Test
    void cookiesArePassedOnIfTheyAreKept() {
        open(true);
        request();
        answer("HTTP/1.1 200 OK\r\nSet-Cookie: pod=1\r\nContent-Length: 0\r\n\r\n");

        assertThat(cookies).containsExactly("pod=1");
    }

    @Test
    void otherConnectionsAreLeftAlone() {
        EmbeddedChannel other = new EmbeddedChannel(false, false, new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel opened) {}
        });
        new AnswerFilters().postInitializeClientChannel(other);
        assertThat(other.pipeline().get("answers")).isNull();
    }

    /** Fails when the file that registers the class is lost. */
    @Test
    void isRegisteredWithNetty() {
        assertThat(ServiceLoader.load(ChannelInitializerExtension.class))
                .hasAtLeastOneElementOfType(AnswerFilters.class);
    }

    /** 600 million zeros in 946 bytes of Brotli would be unpacked at once, before anyone could stop it. */
    @Test
    void bodyInAnotherFormatStaysPacked() throws Exception {
        byte[] packed = Files.readAllBytes(Path.of("src", "test", "resources", "answers", "zeros-600-million.br"));
        request();
        answer("HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 946\r\n\r\n");
        answer(packed);

        assertPassed(200, 946);
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(plain);
        }
        return packed.toByteArray();
    }
}
