package io.headroom.runlog;

import io.headroom.load.ClientRecorder;
import io.headroom.load.LogMarks;
import io.headroom.load.Outcome;
import io.headroom.load.Timeline;
import java.util.ArrayList;
import java.util.List;

/**
 * Where requests are counted that come in turn: those of one client in one part of a step have a lane. Where an injector hosts one
 * client, or none, there is one lane, since one part follows the other.
 */
final class Lanes {

    /** A lane takes 300 KB. With more clients than this in one process, reading takes longer. */
    private static final int MOST_LANES = 24;

    private final Timeline timeline;
    private final int most;
    private final List<Lane> lanes = new ArrayList<>();
    private int next;

    /** Requests of one name in the same groups. */
    static final class Lane {
        private final RequestBatch alike;
        private List<String> groups = List.of();
        private String name = "";
        private StepTrack track;
        private ClientRecorder client;
        private StepTrack.ClientTrack part;

        private Lane(Timeline timeline) {
            alike = new RequestBatch(timeline);
        }

        /** Whether requests of that name in those groups belong here. What is equal but not the same only costs time. */
        @SuppressWarnings("ReferenceEquality")
        boolean isOf(List<String> inGroups, String ofName) {
            return groups == inGroups && name == ofName;
        }

        /** Whose requests these are, from now on. */
        void isFor(StepTrack ofTrack, ClientRecorder ofClient, StepTrack.ClientTrack ofPart) {
            track = ofTrack;
            client = ofClient;
            part = ofPart;
        }

        /** Begins to count those that are alike with this one. */
        void begin(int end, int latency, Outcome outcome) {
            alike.begin(track, client, part, name.equals(LogMarks.SCORE_SETTLING), end, latency, outcome);
        }

        RequestBatch alike() {
            return alike;
        }

        List<String> groups() {
            return groups;
        }

        /** The step; null for none. */
        StepTrack track() {
            return track;
        }

        /** The client; null for none. */
        ClientRecorder client() {
            return client;
        }
    }

    /** @param clients that the injector hosts */
    Lanes(Timeline timeline, int clients) {
        this.timeline = timeline;
        this.most = clients < 2 ? 1 : Math.min(MOST_LANES, clients + 2); // some end while others begin
        lanes.add(new Lane(timeline));
    }

    Lane first() {
        return lanes.get(0);
    }

    /** The lane of those requests; null when there is none yet. */
    Lane find(List<String> groups, String name) {
        for (int i = 0; i < lanes.size(); i++) {
            if (lanes.get(i).isOf(groups, name)) {
                return lanes.get(i);
            }
        }
        return null;
    }

    /** A lane for those requests; what was in it is handed on. Whose they are is to be said. */
    Lane make(List<String> groups, String name) {
        if (lanes.size() < most) {
            lanes.add(new Lane(timeline));
        }
        next = (next + 1) % lanes.size();
        Lane lane = lanes.get(next);
        lane.alike.handOn();
        lane.groups = groups;
        lane.name = name;
        return lane;
    }

    /** Hands on what is in all lanes. */
    void handOn() {
        for (int i = 0; i < lanes.size(); i++) {
            lanes.get(i).alike.handOn();
        }
    }
}
