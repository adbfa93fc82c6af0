package io.headroom.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Probes small servers that speak one protocol each. */
class PortProbeTest {

    private static final SmallServer.Service HTTP_1 = SmallServer.answering("400 Bad Request", "", "what?");

    @TempDir
    private Path folder;

    @Test
    void httpToTlsPort() throws Exception {
        try (SmallServer server = tls("-1H", HTTP_1)) {
            assertThat(probe(server.url("http"))).contains(PortFinding.TLS);
        }
    }

    @Test
    void httpsToPlainPort() throws Exception {
        try (SmallServer server = SmallServer.start(HTTP_1)) {
            assertThat(probe(server.url("https"))).contains(PortFinding.PLAIN_HTTP);
        }
    }

    @Test
    void portOfTheSchemeInTheUrlIsNothingOdd() throws Exception {
        try (SmallServer plain = SmallServer.start(HTTP_1);
                SmallServer secure = tls("-1H", HTTP_1)) {
            assertThat(probe(plain.url("http"))).isEmpty();
            assertThat(probe(secure.url("https"))).isEmpty();
        }
    }

    @Test
    void http2OnlyPort() throws Exception {
        try (SmallServer server = SmallServer.start(new Http2OnlyService())) {
            assertThat(probe(server.url("http"))).contains(PortFinding.HTTP_2_ONLY);
        }
    }

    /** Servers such as Hypercorn take both on one port. */
    @Test
    void portThatSpeaksHttp2AndHttp1IsNothingOdd() throws Exception {
        try (SmallServer server = SmallServer.start(answeringHttp1("405 Method Not Allowed"))) {
            assertThat(probe(server.url("http"))).isEmpty();
        }
    }

    /** Servers such as Kestrel say in HTTP/1.1 that they do not speak it. */
    @Test
    void http2OnlyPortThatSaysSoInHttp1() throws Exception {
        try (SmallServer server = SmallServer.start(answeringHttp1("400 Bad Request"))) {
            assertThat(probe(server.url("http"))).contains(PortFinding.HTTP_2_ONLY);
        }
    }

    @Test
    void http2OnlyPortOverTls() throws Exception {
        try (SmallServer server = tls("-1H", choosing("h2", new Http2OnlyService()))) {
            assertThat(probe(server.url("https"))).contains(PortFinding.HTTP_2_ONLY);
        }
    }

    @Test
    void portThatSpeaksHttp2AndHttp1OverTlsIsNothingOdd() throws Exception {
        try (SmallServer server = tls("-1H", choosing("h2,http/1.1", HTTP_1))) {
            assertThat(probe(server.url("https"))).isEmpty();
        }
    }

    /** Servers such as nginx answer HTTP on a TLS port, with 400, and refuse a client whose certificate or host they do not know. */
    @Test
    void tlsPortThatRefusesTheHandshakeSpeaksTlsAllTheSame() throws Exception {
        byte[] alert = {0x15, 3, 3, 0, 2, 2, 40}; // a record of type 21, TLS 1.2, 2 bytes: fatal, handshake_failure
        byte[] answer = "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        try (SmallServer server = SmallServer.start((connection, any) -> {
            boolean clientHello = any.request(connection).startsWith("\u0016");
            connection.getOutputStream().write(clientHello ? alert : answer);
        })) {
            assertThat(probe(server.url("https"))).isEmpty();
            assertThat(probe(server.url("http"))).contains(PortFinding.TLS);
        }
    }

    /** Up to TLS 1.2, the certificate of the client is a part of the handshake, which the server breaks off without it. */
    @Test
    void tlsPortThatWantsAClientCertificateSpeaksTlsAllTheSame() throws Exception {
        try (SmallServer server = tls("-1H", (connection, any) -> {
            SSLSocket secure = (SSLSocket) connection;
            secure.setEnabledProtocols(new String[] {"TLSv1.2"});
            secure.setNeedClientAuth(true);
            secure.startHandshake();
        })) {
            assertThat(probe(server.url("https"))).isEmpty();
        }
    }

    /** A server may close the connection without the alert that would say why. */
    @Test
    void portThatClosesTheHandshakeMaySpeakTls() throws Exception {
        try (SmallServer server = SmallServer.start((connection, any) -> any.request(connection))) {
            assertThat(probe(server.url("https"))).isEmpty();
        }
    }

    @Test
    void tlsPortOfAnOldVersionSpeaksTlsAllTheSame() throws Exception {
        byte[] serverHello =
                new byte[49]; // a record of type 22, TLS 1.0, 44 bytes; in it a message of type 2, 40 bytes
        byte[] start = {0x16, 3, 1, 0, 44, 2, 0, 0, 40, 3, 1};
        System.arraycopy(start, 0, serverHello, 0, start.length);
        try (SmallServer server = SmallServer.start((connection, any) -> {
            any.request(connection);
            connection.getOutputStream().write(serverHello);
        })) {
            assertThat(probe(server.url("https"))).isEmpty();
            assertThat(probe(server.url("http"))).contains(PortFinding.TLS);
        }
    }

    @Test
    void portOfAnotherProtocolDoesNotAnswerOverTls() throws Exception {
        try (SmallServer server = SmallServer.start((connection, any) -> {
            any.request(connection);
            connection.getOutputStream().write("-ERR unknown command\r\n".getBytes(StandardCharsets.US_ASCII));
        })) {
            assertThat(probe(server.url("https"))).contains(PortFinding.NO_TLS);
        }
    }

    @Test
    void expiredCertificate() throws Exception {
        try (SmallServer server = tls("-10d", HTTP_1)) {
            assertThat(probe(server.url("https"))).contains(PortFinding.CERTIFICATE_EXPIRED);
        }
    }

    @Test
    void portOfAnotherProtocol() throws Exception {
        try (SmallServer server = SmallServer.start((connection, any) -> connection
                .getOutputStream()
                .write("220 mail.example.com ESMTP\r\n".getBytes(StandardCharsets.US_ASCII)))) {
            assertThat(probe(server.url("http"))).contains(PortFinding.NO_HTTP);
        }
    }

    @Test
    void portThatClosesEveryConnectionProvesNothing() throws Exception {
        try (SmallServer server = SmallServer.start((connection, any) -> any.request(connection))) {
            assertThat(probe(server.url("http"))).isEmpty();
        }
    }

    /** A server that starts is silent, and so is one that takes the first bytes of TLS for the beginning of a line. */
    @Test
    void silentPortDoesNotAnswerOverTls() throws Exception {
        try (SmallServer server = SmallServer.start((connection, any) -> {
            any.request(connection);
            any.request(connection);
        })) {
            assertThat(PortProbe.of(server.url("https"), Duration.ofMillis(300)))
                    .contains(PortFinding.NO_TLS);
            assertThat(PortProbe.of(server.url("http"), Duration.ofMillis(300))).isEmpty();
        }
    }

    @Test
    void plainPortThatIsSilentOverTlsSpeaksHttp() throws Exception {
        try (SmallServer server = SmallServer.start((connection, any) -> {
            if (any.request(connection).startsWith("OPTIONS")) {
                connection.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            } else {
                any.request(connection);
            }
        })) {
            assertThat(PortProbe.of(server.url("https"), Duration.ofMillis(300)))
                    .contains(PortFinding.PLAIN_HTTP);
        }
    }

    @Test
    void portThatNobodyListensAt() throws Exception {
        SmallServer server = SmallServer.start(HTTP_1);
        server.close();

        assertThat(probe(server.url("http"))).contains(PortFinding.REFUSED);
        assertThat(probe(server.url("https"))).contains(PortFinding.REFUSED);
    }

    @Test
    void hostWithoutAddress() {
        assertThat(probe(URI.create("http://no-such-host.invalid/score"))).contains(PortFinding.UNKNOWN_HOST);
    }

    @Test
    void scoringPathGetsNoRequest() throws Exception {
        try (SmallServer server = SmallServer.start(HTTP_1)) {
            var unused = probe(server.url("http"));

            assertThat(server.posts()).isZero();
        }
    }

    private static Optional<PortFinding> probe(URI url) {
        return PortProbe.of(url, Duration.ofSeconds(2));
    }

    /** Returns a service that speaks HTTP/2, and gives this answer to what is HTTP/1.1. */
    private static SmallServer.Service answeringHttp1(String status) {
        return (connection, server) -> {
            String request = server.request(connection);
            connection
                    .getOutputStream()
                    .write(
                            request.startsWith("PRI * HTTP/2.0")
                                    ? Http2OnlyService.SETTINGS
                                    : ("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n")
                                            .getBytes(StandardCharsets.US_ASCII));
        };
    }

    private SmallServer tls(String startDate, SmallServer.Service service) throws Exception {
        return SmallServer.start(
                TestCertificate.make(folder, "ip:127.0.0.1", startDate)
                        .context()
                        .getServerSocketFactory(),
                service);
    }

    /** Chooses among the protocols that the client offers, and serves it if there is a common one. */
    private static SmallServer.Service choosing(String protocols, SmallServer.Service service) {
        return (connection, server) -> {
            choose(connection, protocols);
            service.serve(connection, server);
        };
    }

    private static void choose(Socket connection, String protocols) throws IOException {
        SSLSocket secure = (SSLSocket) connection;
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setApplicationProtocols(protocols.split(",", -1));
        secure.setSSLParameters(parameters);
        secure.startHandshake();
    }
}
