package io.headroom.endpoint;

import java.io.IOException;
import java.net.Socket;

/** Speaks HTTP/2 with prior knowledge, and answers anything else with a GOAWAY frame, as servers of gRPC do. */
public final class Http2OnlyService implements SmallServer.Service {

    /** An empty SETTINGS frame (type 4) of stream 0. */
    static final byte[] SETTINGS = {0, 0, 0, 4, 0, 0, 0, 0, 0};

    /** A GOAWAY frame (type 7) of stream 0 with last stream 0 and PROTOCOL_ERROR. */
    private static final byte[] GOAWAY = {0, 0, 8, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

    @Override
    public void serve(Socket connection, SmallServer server) throws IOException {
        String request = server.request(connection);
        connection.getOutputStream().write(SETTINGS);
        if (!request.startsWith("PRI * HTTP/2.0")) {
            connection.getOutputStream().write(GOAWAY);
        }
    }
}
