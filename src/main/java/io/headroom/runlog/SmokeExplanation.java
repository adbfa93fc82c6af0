package io.headroom.runlog;

import io.headroom.endpoint.AnswerFault;
import io.headroom.endpoint.PortFinding;
import io.headroom.load.LogMarks;
import io.headroom.load.Outcome;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Explains why the smoke call failed, and says what to do about it. */
final class SmokeExplanation {

    /** Matches the message of {@link io.headroom.load.Outcome#message}, and what the smoke call adds to it. */
    private static final Pattern ANSWER = Pattern.compile("HTTP (?<status>\\d{3})(?:" + LogMarks.MODEL_STATUS
            + "(?<model>\\d{3}))?(?:, at (?<path>\\S+))?" + "(?:, to (?<location>\\S+?))?(?:, says: (?<text>.*))?$");

    /** Matches where a connection was refused, e.g. {@code localhost/127.0.0.1:8080}. */
    private static final Pattern REFUSED = Pattern.compile("(?i)connection refused: /?(?<place>\\S+:\\d+)");

    /**
     * Matches what is said of an answer without the expected value: another one, nothing, or no JSON to look into. Older logs have a
     * message of Gatling for the latter.
     */
    private static final Pattern EXPECTED = Pattern.compile("(?s)" + Outcome.WRONG_ANSWER.word()
            + ": (?<path>.+?)(?: preparation crashed: .*|, the answer is not JSON|(?<unfit>, does not fit the answer)"
            + "|, found (?<found>.*))$");

    private static final String WRONG_ANSWER = Outcome.WRONG_ANSWER.word() + ": ";

    /** Longest value of an answer that is shown, in characters. */
    private static final int LONGEST_VALUE = 100;

    private static final String PAYLOAD = " headroom.endpoint.payload.";

    /** Statuses that say the same of the payload, whoever answers them: a gateway, or the model behind it. */
    private static final Set<Integer> OF_PAYLOAD = Set.of(400, 413, 415, 422);

    private static final Map<Integer, String> ADVICE = Map.ofEntries(
            Map.entry(400, "the endpoint does not understand the payload. Put one that it scores into" + PAYLOAD),
            Map.entry(
                    401,
                    "wrong key, or none, or one that has expired. Put the right one into HEADROOM_API_KEY or"
                            + " headroom.endpoint.key-file."),
            Map.entry(
                    403,
                    "the key is known but not allowed to score, or has expired. Ask for the permission, or take another"
                            + " key."),
            Map.entry(404, "nothing at this path. Check the path in headroom.endpoint.url."),
            Map.entry(405, "this path takes no POST. Check the path in headroom.endpoint.url."),
            Map.entry(
                    406,
                    "the endpoint cannot answer in the form that the Accept header asks for. Set the Accept that it"
                            + " can serve in headroom.endpoint.headers."),
            Map.entry(
                    408,
                    "the time that the endpoint allows was over: the model took longer (request_timeout_ms of a managed"
                            + " endpoint of Azure), or the request did not come in whole. Raise that time, or look for a proxy on"
                            + " the way that holds back the payload."),
            Map.entry(
                    411,
                    "the endpoint insists on a length of the request. Headroom sends one, so look for a proxy on the way"
                            + " that takes it away."),
            Map.entry(413, "the payload is too large for the endpoint. Take a smaller one in" + PAYLOAD),
            Map.entry(
                    415,
                    "the endpoint does not take the payload's content type. Name a payload that it takes in"
                            + " headroom.endpoint.payload; if that is the right one, set its type in"
                            + " headroom.endpoint.content-type."),
            Map.entry(
                    422,
                    "the endpoint understands the payload but cannot score it. Put one that it scores into" + PAYLOAD),
            Map.entry(
                    424,
                    "something that the endpoint depends on failed, such as a model that is not loaded or a pod that"
                            + " exited. Look at the log of the deployment behind it."),
            Map.entry(
                    426,
                    "the service asks for another protocol than HTTP/1.1, the only one that Headroom speaks. Take a port"
                            + " that speaks it."),
            Map.entry(501, "the endpoint does not know this kind of request. Check the path in headroom.endpoint.url."),
            Map.entry(
                    505,
                    "the service does not take HTTP/1.1, the only version that Headroom speaks. Take a port that speaks"
                            + " it."));

    private static final Map<PortFinding, String> PORT = Map.of(
            PortFinding.TLS,
            "headroom.endpoint.url says http, but the port speaks TLS. Write https:// instead.",
            PortFinding.PLAIN_HTTP,
            "headroom.endpoint.url says https, but the port speaks plain HTTP. Write http:// instead, or take the port"
                    + " that speaks TLS.",
            PortFinding.HTTP_2_ONLY,
            "the port speaks HTTP/2 only (gRPC does), and Headroom speaks HTTP/1.1. Take a port that speaks HTTP/1.1, or"
                    + " put a gateway before the service that does.",
            PortFinding.CERTIFICATE_EXPIRED,
            "the certificate of the endpoint has expired, or is not valid yet. Renew it, and check the clock of this"
                    + " machine.",
            PortFinding.NO_TLS,
            "headroom.endpoint.url says https, but nothing at the port answers over TLS. If it is a port for plain HTTP, write"
                    + " http:// instead; otherwise see whether the service is up, and check host and port.",
            PortFinding.NO_HTTP,
            "something listens there, but it speaks no HTTP. Check host and port in headroom.endpoint.url.");

    private SmokeExplanation() {}

    static String of(SmokeCall call) {
        String explanation = call.port().map(PORT::get).orElseGet(() -> of(call.outcome(), call.message()));
        return call.calls() == 1
                ? explanation
                : explanation.strip() + " Tried " + call.calls() + " times in " + call.triedMillis() / 1000
                        + " s (headroom.endpoint.start-patience).";
    }

    private static String of(Outcome outcome, String message) {
        Matcher matcher = ANSWER.matcher(message);
        if (!matcher.find()) {
            return transport(message);
        }
        int status = Integer.parseInt(matcher.group("status"));
        if (message.contains(LogMarks.READINESS_PATH)) {
            return "the service answers the call, but headroom.endpoint.readiness-path"
                    + Optional.ofNullable(matcher.group("path"))
                            .map(path -> " (" + path + ")")
                            .orElse("")
                    + " is answered with HTTP " + status
                    + ". Set it to the path of the readiness probe, or leave it out.";
        }
        String said = Optional.ofNullable(matcher.group("text"))
                .map(text -> " The service says: " + text)
                .orElse("");
        if (status >= 300 && status < 400 && outcome == Outcome.CLIENT_ERROR) {
            return "HTTP " + status + ": " + redirect(Optional.ofNullable(matcher.group("location"))) + said;
        }
        return matcher.group("model") == null
                ? "HTTP " + status + ": " + advice(outcome, status) + said
                : "HTTP " + status + ", and the model behind the endpoint answered " + matcher.group("model") + ": "
                        + adviceOnModel(outcome, Integer.parseInt(matcher.group("model"))) + said;
    }

    private static String advice(Outcome outcome, int status) {
        return Outcome.ofStatus(status) == outcome
                ? ADVICE.getOrDefault(status, byOutcome(outcome))
                : byOutcome(outcome) + counted(outcome);
    }

    private static String adviceOnModel(Outcome outcome, int status) {
        return Outcome.ofStatus(status) == outcome
                ? OF_PAYLOAD.contains(status) ? ADVICE.get(status) : byOutcome(outcome)
                : byOutcome(outcome) + counted(outcome);
    }

    /** Says where an outcome comes from that is not the one of the table. */
    private static String counted(Outcome outcome) {
        return " It counts as \"" + outcome.word() + "\" here (headroom.endpoint.statuses, or an older version).";
    }

    private static String redirect(Optional<String> location) {
        return "the endpoint is elsewhere"
                + location.map(place -> ": " + place).orElse("")
                + ". Redirects are not followed: set headroom.endpoint.url to where it really is.";
    }

    private static String byOutcome(Outcome outcome) {
        return switch (outcome) {
            case REFUSED -> "the service refuses even one call. Wait until nothing else uses it, or give it more pods.";
            case NOT_READY -> "the service is not ready. Look at its pods and their readiness probe.";
            case TIMED_OUT -> "the gateway waited too long for the service. Look at its pods.";
            case SERVER_ERROR -> "the service failed. Look at its log, and try the payload by hand.";
            case CLIENT_ERROR ->
                "the endpoint does not take this request. Check headroom.endpoint.url, headers and payload.";
            case WRONG_ANSWER, OTHER_ERROR, INJECTOR_ERROR, OK ->
                "the answer is not what headroom.endpoint.expect says.";
        };
    }

    private static String transport(String message) {
        String text = message.toLowerCase(Locale.ROOT);
        if (text.contains(Outcome.WRONG_ANSWER.word())) {
            return wrongAnswer(message);
        }
        if (text.contains("unknownhost")) {
            return "the host name is not known (DNS). Check the host in headroom.endpoint.url. " + quoted(message);
        }
        if (text.contains("notsslrecord")) {
            return PORT.get(PortFinding.PLAIN_HTTP);
        }
        if (text.contains("handshake") && text.contains("timed out")) {
            return PORT.get(PortFinding.NO_TLS);
        }
        if (text.contains("ssl") || text.contains("certificat") || text.contains("tls") || text.contains("certpath")) {
            return tls(text) + quoted(message);
        }
        if (text.contains("connection refused")) {
            Matcher place = REFUSED.matcher(message);
            return "nobody listens " + (place.find() ? "at " + place.group("place") : "there")
                    + " (connection refused). Start the service, or check host and port in headroom.endpoint.url.";
        }
        if (text.contains("timeout") || text.contains("timed out")) {
            return "no answer in time. Check host and port in headroom.endpoint.url, firewalls on the way, and"
                    + " headroom.endpoint.request-timeout. "
                    + quoted(message);
        }
        if (text.contains("premature close") || text.contains("connection reset") || text.contains("closedchannel")) {
            return "the service closed the connection without an answer. Look at its log: it may have crashed on the"
                    + " payload, be about to start, or, over TLS, want a certificate of its clients. "
                    + quoted(message);
        }
        return "the call failed. " + quoted(message);
    }

    /** Says in which way an answer is not the expected one. */
    private static String wrongAnswer(String message) {
        int mark = message.indexOf(WRONG_ANSWER);
        String said = mark < 0 ? "" : message.substring(mark + WRONG_ANSWER.length());
        Optional<AnswerFault> fault = AnswerFault.described(said);
        if (fault.isPresent()) {
            return "the answer has " + said.replaceFirst(" \\(headroom\\..*", "") + ", and was not read to its end. "
                    + fault.get()
                            .setting()
                            .map(setting -> "If it is right, raise " + setting + "; otherwise look at the service.")
                            .orElse("Look at the service.");
        }
        Matcher matcher = EXPECTED.matcher(message);
        if (!matcher.find()) {
            return "the answer is not what headroom.endpoint.expect says. " + quoted(message);
        }
        String path = matcher.group("path");
        String found = matcher.group("found");
        String what = matcher.group("unfit") != null
                ? "headroom.endpoint.expect.path (" + path
                        + ") holds a function that does not take what the answer has there."
                : found == null
                        ? "the answer is not JSON, so headroom.endpoint.expect.path (" + path + ") finds nothing in it."
                        : found.equals("nothing")
                                ? "the answer is JSON, but headroom.endpoint.expect.path (" + path
                                        + ") finds nothing in it."
                                : "headroom.endpoint.expect.path (" + path + ") finds " + shortened(found)
                                        + " in the answer, which is not headroom.endpoint.expect.value.";
        return what + " If the answer is right, change the setting, or leave it out; otherwise look at the service.";
    }

    /** Returns a value on one line: it may be a whole object. */
    private static String shortened(String value) {
        String line = value.strip().replaceAll("\\s+", " ");
        return line.length() <= LONGEST_VALUE ? line : line.substring(0, LONGEST_VALUE) + "...";
    }

    private static String tls(String text) {
        String insecure = " For a test endpoint only, give -Dheadroom.endpoint.tls.insecure=true on the command line. ";
        if (text.contains("no subject alternative") || text.contains("no name matching")) {
            return "the certificate is for another host than the one in headroom.endpoint.url. Use a host name that the"
                    + " certificate names."
                    + insecure;
        }
        if (text.contains("validity check") || text.contains("notafter") || text.contains("expired")) {
            return PORT.get(PortFinding.CERTIFICATE_EXPIRED) + " ";
        }
        if (text.contains("received fatal alert")
                || text.contains("_alert_")
                || text.contains("unsupported_protocol")) {
            return "the service refuses the TLS connection. If it asks for a certificate of its clients, put one into a key"
                    + " store (named as gatling.ssl.keyStore in conf/gatling.conf); otherwise look at the host names, versions"
                    + " of TLS and ciphers that it takes. ";
        }
        return "the TLS connection is not trusted. Put the authority that signed the certificate into a trust store"
                + " (a .jks file, named as gatling.ssl.trustStore in conf/gatling.conf)."
                + insecure;
    }

    private static String quoted(String message) {
        return "(Gatling says: " + message + ")";
    }
}
