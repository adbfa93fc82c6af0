package io.headroom.simulation;

import io.headroom.endpoint.AnswerLimits;
import io.headroom.settings.SettingsException;
import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpDecoderConfig;
import java.util.List;
import java.util.ServiceLoader;

/**
 * Gives each connection of Gatling an {@link AnswerFilter}. Gatling itself sets no limit to headers and bodies and has no setting for
 * one, but Netty, which it is built on, calls what is registered under this class's supertype for each new connection.
 */
public final class AnswerFilters extends ChannelInitializerExtension {

    /** Names that Gatling gives to its handlers. */
    private static final String CODEC = "http";

    private static final String UNPACKING = "inflater";

    private static volatile Rules rules;

    private record Rules(AnswerLimits limits, boolean cookies) {}

    /** Called by Netty, once for the whole process. */
    public AnswerFilters() {}

    /**
     * Makes Netty call the extensions that are registered. To be called before anything in this process uses Netty.
     *
     * @throws SettingsException when this one is not: a service could then take all memory
     */
    static void register() throws SettingsException {
        System.setProperty(EXTENSIONS_SYSTEM_PROPERTY, "serviceload");
        boolean registered =
                ServiceLoader.load(ChannelInitializerExtension.class, AnswerFilters.class.getClassLoader()).stream()
                        .anyMatch(extension -> extension.type() == AnswerFilters.class);
        if (!registered) {
            throw new SettingsException(List.of("META-INF/services/" + ChannelInitializerExtension.class.getName()
                    + " is not on the class path beside the simulations; copy it there, too"));
        }
    }

    /** Sets what holds for every connection that is opened from now on. */
    static void use(AnswerLimits limits, boolean cookies) {
        rules = new Rules(limits, cookies);
    }

    /** Called before the handlers of the connection are there, so it adds one that is called after them. */
    @Override
    public void postInitializeClientChannel(Channel channel) {
        channel.pipeline().addLast(new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel opened) {
                addTo(opened.pipeline());
            }
        });
    }

    private static void addTo(ChannelPipeline pipeline) {
        Rules current = rules;
        if (current == null || pipeline.get(CODEC) == null || pipeline.get(UNPACKING) == null) {
            return; // not one of Gatling's connections for HTTP
        }
        pipeline.replace(CODEC, CODEC, codec(current.limits()));
        pipeline.replace(UNPACKING, UNPACKING, new AnswerUnpacking());
        ReadCount count = new ReadCount();
        pipeline.addBefore(CODEC, "reads", count);
        pipeline.addAfter(UNPACKING, "answers", new AnswerFilter(current.limits(), current.cookies(), count));
    }

    /** Returns what Gatling uses, but with a limit. */
    private static ChannelHandler codec(AnswerLimits limits) {
        HttpDecoderConfig config =
                new HttpDecoderConfig().setMaxHeaderSize(limits.headers()).setValidateHeaders(false);
        return new HttpClientCodec(config, false, false);
    }
}
