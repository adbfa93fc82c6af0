package io.headroom.endpoint;

import java.util.Arrays;
import java.util.Optional;

/** Why an answer was given up before its end. */
public enum AnswerFault {
    /** Headers or trailers are too large. */
    HEADERS("headers of more than", "headroom.endpoint.answer.maximum-headers"),
    /** The body is too large, maybe only when it is unpacked. */
    BODY("a body of more than", "headroom.endpoint.answer.maximum-body"),
    /** The body cannot be unpacked. */
    PACKING("a body that cannot be unpacked as its Content-Encoding says"),
    /** The status does not have three digits. */
    STATUS("a status without three digits"),
    /** It is not HTTP. Gatling's own message would quote it, and it may hold a secret of the request. */
    FORM("bytes that are not HTTP");

    private final String words;
    private final Optional<String> setting;

    AnswerFault(String words) {
        this.words = words;
        this.setting = Optional.empty();
    }

    AnswerFault(String words, String setting) {
        this.words = words;
        this.setting = Optional.of(setting);
    }

    /** Returns the setting that limits what was too large; empty if no setting would help. */
    public Optional<String> setting() {
        return setting;
    }

    /** Says what the answer has, e.g. {@code headers of more than 64 KiB (headroom.endpoint.answer.maximum-headers)}. */
    public String description(AnswerLimits limits) {
        return setting.map(key -> words + " " + AnswerLimits.text(this == HEADERS ? limits.headers() : limits.body())
                        + " (" + key + ")")
                .orElse(words);
    }

    /** Returns the fault whose {@link #description} a text is; empty if it is none. */
    public static Optional<AnswerFault> described(String text) {
        return Arrays.stream(values())
                .filter(fault -> text.startsWith(fault.words))
                .findFirst();
    }
}
