package io.headroom.endpoint;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Finds out why the first call of an endpoint failed: what the port really speaks. The error that an HTTP client reports does not say
 * it: a TLS port and an HTTP/2 port both close the connection of a client that speaks plain HTTP/1.1.
 *
 * <p>Opens a few connections one after the other and sends no request to the scoring path, no key and no payload.
 */
public final class PortProbe {

    /** Client preface of HTTP/2 with an empty SETTINGS frame (RFC 9113, section 3.4). */
    private static final byte[] HTTP_2_PREFACE =
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);

    /**
     * Matches answers of a port that speaks HTTP/1.1, whether or not it speaks HTTP/2 as well. One that speaks HTTP/2 only may use
     * these statuses to say so in HTTP/1.1.
     */
    private static final Pattern HTTP_1 = Pattern.compile("HTTP/1\\.[01] (?!400|426|505)\\d{3}");

    /** Length of a frame's header, and the place and value of its type, by which a SETTINGS frame is known. */
    private static final int FRAME_HEADER = 9;

    private static final int FRAME_TYPE = 3;
    private static final int SETTINGS = 4;

    /** Words of Java in the message of an exception that an answer causes which is no TLS. */
    private static final String NO_TLS = "unrecognized SSL message";

    private final InetSocketAddress address;
    private final String host;
    private final int timeoutMillis;

    private PortProbe(InetSocketAddress address, String host, Duration timeout) {
        this.address = address;
        this.host = host;
        this.timeoutMillis = Math.toIntExact(timeout.toMillis());
    }

    /**
     * Probes the port of a URL. Blocks for at most six times the timeout.
     *
     * @param timeout longest wait for a connection, and for each answer on it
     * @return what stands in the way; empty when nothing does that this probe knows
     */
    public static Optional<PortFinding> of(URI url, Duration timeout) {
        String host = WebAddress.host(url).orElseThrow();
        try {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getByName(host), WebAddress.port(url));
            PortProbe probe = new PortProbe(address, host, timeout);
            return "https".equals(url.getScheme()) ? probe.secure() : probe.plain();
        } catch (UnknownHostException e) {
            return Optional.of(PortFinding.UNKNOWN_HOST);
        } catch (SocketTimeoutException e) {
            return Optional.of(PortFinding.UNREACHABLE);
        } catch (ConnectException e) {
            return Optional.of(PortFinding.REFUSED);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Optional<PortFinding> plain() throws IOException {
        if (speaksTls()) {
            return Optional.of(PortFinding.TLS);
        }
        String answer = answerToHttp1();
        if (HTTP_1.matcher(answer).matches()) {
            return Optional.empty();
        }
        if (speaksHttp2()) {
            return Optional.of(PortFinding.HTTP_2_ONLY);
        }
        // silence proves nothing
        return answer.isEmpty() || answer.startsWith("HTTP/") ? Optional.empty() : Optional.of(PortFinding.NO_HTTP);
    }

    private boolean speaksTls() throws IOException {
        try {
            return handshake(new String[0]).answer() == TlsAnswer.TLS;
        } catch (SSLException noAgreement) {
            return true;
        }
    }

    private Optional<PortFinding> secure() throws IOException {
        Handshake both = handshake(new String[] {"h2", "http/1.1"});
        if (both.answer() != TlsAnswer.TLS) {
            if (answerToHttp1().startsWith("HTTP/")) {
                return Optional.of(PortFinding.PLAIN_HTTP);
            }
            // a port that closes the connection may speak TLS, but only to clients with a certificate
            return both.answer() == TlsAnswer.NONE ? Optional.of(PortFinding.NO_TLS) : Optional.empty();
        }
        if (both.expired()) {
            return Optional.of(PortFinding.CERTIFICATE_EXPIRED);
        }
        return both.protocol().equals("h2") && !choosesHttp1()
                ? Optional.of(PortFinding.HTTP_2_ONLY)
                : Optional.empty();
    }

    private boolean choosesHttp1() throws IOException {
        try {
            return handshake(new String[] {"http/1.1"}).protocol().equals("http/1.1");
        } catch (SSLException noAgreement) {
            return false;
        }
    }

    /** What a port answers to the beginning of a TLS handshake. */
    private enum TlsAnswer {
        /** TLS. */
        TLS,
        /** Something else, or nothing: a port may take the first bytes for the beginning of a line, and wait for its end. */
        NONE,
        /** Nothing but the end of the connection. */
        CLOSED
    }

    /**
     * What came of a TLS handshake.
     *
     * @param protocol application protocol that the server chose; empty if it chose none
     * @param expired  whether its certificate is not valid at this time
     */
    private record Handshake(TlsAnswer answer, String protocol, boolean expired) {
        static Handshake failed(TlsAnswer answer) {
            return new Handshake(answer, "", false);
        }
    }

    /**
     * Shakes hands over TLS, trusting every certificate: nothing is sent after it.
     *
     * @throws SSLException when the port speaks TLS, but it and this client do not agree: on a version, a cipher or a certificate
     */
    private Handshake handshake(String[] protocols) throws IOException {
        Socket socket = connected();
        try (socket;
                SSLSocket secure = (SSLSocket)
                        trustingAll().getSocketFactory().createSocket(socket, host, address.getPort(), true)) {
            SSLParameters parameters = secure.getSSLParameters();
            parameters.setApplicationProtocols(protocols);
            secure.setSSLParameters(parameters);
            secure.startHandshake();
            return new Handshake(
                    TlsAnswer.TLS,
                    secure.getApplicationProtocol(),
                    isExpired(secure.getSession().getPeerCertificates()[0]));
        } catch (SSLException failed) {
            if (String.valueOf(failed.getMessage()).contains(NO_TLS)) {
                return Handshake.failed(TlsAnswer.NONE);
            }
            if (failed.getCause() instanceof EOFException) {
                return Handshake.failed(TlsAnswer.CLOSED);
            }
            throw failed;
        } catch (SocketTimeoutException silent) {
            return Handshake.failed(TlsAnswer.NONE);
        } catch (IOException reset) {
            return Handshake.failed(TlsAnswer.CLOSED);
        }
    }

    private static boolean isExpired(Certificate certificate) {
        try {
            if (certificate instanceof X509Certificate dated) {
                dated.checkValidity();
            }
            return false;
        } catch (CertificateException notNow) {
            return true;
        }
    }

    private boolean speaksHttp2() throws IOException {
        try (Socket socket = connected()) {
            socket.getOutputStream().write(HTTP_2_PREFACE);
            byte[] frame = socket.getInputStream().readNBytes(FRAME_HEADER);
            return frame.length == FRAME_HEADER && frame[0] == 0 && frame[FRAME_TYPE] == SETTINGS;
        } catch (ConnectException notConnected) {
            throw notConnected;
        } catch (IOException silentOrClosed) {
            return false;
        }
    }

    /** Returns the beginning of what the port answers to HTTP/1.1; empty if it closes the connection or is silent. */
    private String answerToHttp1() throws IOException {
        String request = "OPTIONS / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
        try (Socket socket = connected()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
            return new String(answer, StandardCharsets.ISO_8859_1);
        } catch (ConnectException notConnected) {
            throw notConnected;
        } catch (IOException silentOrClosed) {
            return "";
        }
    }

    @SuppressWarnings("AddressSelection")
    private Socket connected() throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(address, timeoutMillis);
            socket.setSoTimeout(timeoutMillis);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static SSLContext trustingAll() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new TrustsAll()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has TLS", e);
        }
    }

    /** Trusts every certificate. Nothing is sent over such a connection but the handshake itself. */
    private static final class TrustsAll implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authentication) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authentication) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
