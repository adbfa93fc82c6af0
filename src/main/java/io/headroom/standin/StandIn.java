package io.headroom.standin;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The stand-in: a scoring service that listens on a port of 127.0.0.1 until it is closed. Its threads are daemons. */
public final class StandIn implements AutoCloseable {

    /** Path that requests are scored at. */
    public static final String SCORE_PATH = "/score";

    /** Path of the readiness probe. */
    public static final String READINESS_PATH = "/ready";

    /** Lets the system choose a port. */
    private static final int ANY_FREE_PORT = 0;

    static final int LARGEST_BODY = 16 * 1024 * 1024;

    private final StandInSettings settings;
    private final MultiThreadIoEventLoopGroup eventLoop =
            new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("stand-in", true), NioIoHandler.newFactory());
    private final ScheduledThreadPoolExecutor timer =
            new ScheduledThreadPoolExecutor(1, new DefaultThreadFactory("stand-in-timer", true));
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final ScoringService service;
    private final int port;
    private volatile Channel listener;

    private StandIn(StandInSettings settings, int port, Optional<String> authorization) throws InterruptedException {
        this.settings = settings;
        this.service = new ScoringService(settings, timer, authorization);
        this.listener = listen(port);
        this.port = ((InetSocketAddress) listener.localAddress()).getPort();
        settings.disturbances()
                .failure()
                .filter(failure -> failure.mode() == Failure.Mode.CONNECTION_REFUSED)
                .ifPresent(this::scheduleOutage);
    }

    /**
     * Starts a stand-in on any free port.
     *
     * @param authorization the {@code Authorization} header to insist on; empty to accept every request
     * @throws InterruptedException when interrupted before it listens
     */
    public static StandIn start(StandInSettings settings, Optional<String> authorization) throws InterruptedException {
        return start(settings, ANY_FREE_PORT, authorization);
    }

    /**
     * Starts a stand-in on a port.
     *
     * @param authorization the {@code Authorization} header to insist on; empty to accept every request
     * @throws InterruptedException when interrupted before it listens
     * @throws UncheckedIOException when the port is taken or not allowed
     */
    public static StandIn start(StandInSettings settings, int port, Optional<String> authorization)
            throws InterruptedException {
        return new StandIn(settings, port, authorization);
    }

    /** Returns the URL to {@code POST} to. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + port + SCORE_PATH);
    }

    /** Returns the settings it was started with. */
    public StandInSettings settings() {
        return settings;
    }

    /** Returns the counts of what it has answered so far: the truth to compare a measurement with. */
    public Tally tally() {
        return service.tally();
    }

    @Override
    public void close() {
        listener.close().awaitUninterruptibly();
        connections.close().awaitUninterruptibly();
        timer.shutdownNow();
        eventLoop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private Channel listen(int onPort) throws InterruptedException {
        ChannelFuture bound = new ServerBootstrap()
                .group(eventLoop)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        connections.add(channel);
                        channel.pipeline()
                                .addLast(
                                        new HttpServerCodec(),
                                        new HttpObjectAggregator(LARGEST_BODY),
                                        new ScoringHandler(service));
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), onPort)
                .await();
        if (!bound.isSuccess()) {
            throw new UncheckedIOException("port " + onPort + " cannot be listened on", new IOException(bound.cause()));
        }
        return bound.channel();
    }

    private void scheduleOutage(Failure failure) {
        Duration until = failure.after().plus(failure.lasting());
        var unused = timer.schedule(this::goAway, failure.after().toNanos(), TimeUnit.NANOSECONDS);
        unused = timer.schedule(this::comeBack, until.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void goAway() {
        listener.close().awaitUninterruptibly();
        connections.close().awaitUninterruptibly();
    }

    private void comeBack() {
        try {
            listener = listen(port);
        } catch (InterruptedException e) { // closing
            Thread.currentThread().interrupt();
        }
    }
}
