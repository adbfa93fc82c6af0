package io.headroom.runlog;

import io.headroom.load.Outcome;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Explains why the smoke call failed, and says what to do about it. */
final class SmokeExplanation {

    private static final Pattern STATUS = Pattern.compile("HTTP (\\d{3})");

    private static final Map<Integer, String> ADVICE = Map.of(
            400, "the endpoint does not understand the payload. Put one that it scores into headroom.endpoint.payload.",
            401, "wrong key, or none. Put the right one into HEADROOM_API_KEY or headroom.endpoint.key-file.",
            403, "the key is known but not allowed to score. Ask for the permission, or take another key.",
            404, "nothing at this path. Check the path in headroom.endpoint.url.",
            405, "this path takes no POST. Check the path in headroom.endpoint.url.",
            413, "the payload is too large for the endpoint. Take a smaller one in headroom.endpoint.payload.",
            415,
                    "the endpoint does not take application/json. Set the Content-Type it wants in"
                            + " headroom.endpoint.headers.",
            422,
                    "the endpoint understands the payload but cannot score it. Put one that it scores into"
                            + " headroom.endpoint.payload.");

    private SmokeExplanation() {}

    static String of(Outcome outcome, String message) {
        Matcher matcher = STATUS.matcher(message);
        if (matcher.find()) {
            int status = Integer.parseInt(matcher.group(1));
            return "HTTP " + status + ": " + ADVICE.getOrDefault(status, byOutcome(outcome));
        }
        return transport(message);
    }

    private static String byOutcome(Outcome outcome) {
        return switch (outcome) {
            case REFUSED -> "the service refuses even one call. Wait until nothing else uses it, or give it more pods.";
            case NOT_READY -> "the service is not ready. Look at its pods and their readiness probe.";
            case TIMED_OUT -> "the gateway waited too long for the service. Look at its pods.";
            case SERVER_ERROR -> "the service failed. Look at its log, and try the payload by hand.";
            case CLIENT_ERROR ->
                "the endpoint does not take this request. Redirects are not followed: set"
                        + " headroom.endpoint.url to where it really is.";
            case WRONG_ANSWER, OTHER_ERROR, INJECTOR_ERROR, OK ->
                "the answer is not what headroom.endpoint.expect says.";
        };
    }

    private static String transport(String message) {
        String text = message.toLowerCase(Locale.ROOT);
        if (text.contains("unknownhost")) {
            return "the host name is not known (DNS). Check the host in headroom.endpoint.url. " + quoted(message);
        }
        if (text.contains("ssl") || text.contains("certificat") || text.contains("tls")) {
            return "the TLS connection is not trusted. Put the authority that signed the certificate into a trust store"
                    + " (a .jks file, named as gatling.ssl.trustStore in conf/gatling.conf), use the host name in the certificate, or, for a test"
                    + " endpoint only, give -Dheadroom.endpoint.tls.insecure=true on the command line. "
                    + quoted(message);
        }
        if (text.contains("connection refused")) {
            return "nobody listens there (connection refused). Start the service, or check host and port in"
                    + " headroom.endpoint.url.";
        }
        if (text.contains("timeout") || text.contains("timed out")) {
            return "no answer in time. Check host and port in headroom.endpoint.url, firewalls on the way, and"
                    + " headroom.endpoint.request-timeout. "
                    + quoted(message);
        }
        if (text.contains("wrong answer")) {
            return "the answer is not what headroom.endpoint.expect says. " + quoted(message);
        }
        return "the call failed. " + quoted(message);
    }

    private static String quoted(String message) {
        return "(Gatling says: " + message + ")";
    }
}
