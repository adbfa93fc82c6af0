package io.headroom.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    private final Admission admission = new Admission(3, "search");

    @Test
    void eachClientIsAdmittedOnce() {
        Message.Join first = join(1, 3, "workload", "search");
        assertEquals(Optional.empty(), admission.refusal(first));
        admission.admit(first);

        assertThat(admission.refusal(first)).get().asString().contains("client 1 has already joined");
        assertEquals(Optional.empty(), admission.refusal(join(2, 3, "workload", "search")));
        assertEquals(Set.of(1), admission.admitted());
    }

    @Test
    void countAndNumberMustFit() {
        assertThat(admission.refusal(join(4, 3, "workload", "search")))
                .get()
                .asString()
                .contains("client 4 of 3");
        assertThat(admission.refusal(join(0, 3, "workload", "search")))
                .get()
                .asString()
                .contains("headroom.clients.index");
        assertThat(admission.refusal(join(1, 2, "workload", "search")))
                .get()
                .asString()
                .contains("waits for 3");
    }

    @Test
    void allMeasureTheSame() {
        admission.admit(join(1, 3, "workload", "search"));

        assertThat(admission.refusal(join(2, 3, "workload", "other")))
                .get()
                .asString()
                .contains("settings of the search");
        assertThat(admission.refusal(join(2, 3, "another workload", "search")))
                .get()
                .asString()
                .contains("endpoint, payload or headers");
    }

    @Test
    void anotherVersionIsRefusedByNameBeforeAnythingElse() {
        Message.Join old = new Message.Join("headroom-clients/2", 9, 9, "other", "other");

        assertThat(admission.refusal(old))
                .get()
                .asString()
                .contains("headroom-clients/2", "headroom-clients/7", "same version of Headroom");
    }

    private static Message.Join join(int client, int count, String fingerprint, String search) {
        return new Message.Join(Message.PROTOCOL, client, count, fingerprint, search);
    }
}
