package dev.elbo.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DoctorTest {
    @Test
    void this_machine_computes_what_it_should() {
        assertThat(Doctor.examine())
                .hasSize(7)
                .allSatisfy(finding ->
                        assertThat(finding.healthy()).as(finding.toString()).isTrue());
        assertThat(Doctor.engine()).isNotEmpty().doesNotContainValue("");
    }

    @Test
    void what_is_too_far_off_or_not_a_number_is_not_healthy() {
        assertThat(new Doctor.Finding("a check", 1e-4, 1e-4).healthy()).isTrue();
        assertThat(new Doctor.Finding("a check", 1.1e-4, 1e-4).healthy()).isFalse();
        assertThat(new Doctor.Finding("a check", Double.NaN, 1e-4).healthy()).isFalse();
    }
}
