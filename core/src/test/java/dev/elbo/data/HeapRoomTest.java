package dev.elbo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class HeapRoomTest {
    @Test
    void sizes_are_told_in_units_for_people() {
        assertThat(HeapRoom.size(1023)).isEqualTo("1023 bytes");
        assertThat(HeapRoom.size(1536)).isEqualTo("1.5 KiB");
        assertThat(HeapRoom.size(3L << 40)).isEqualTo("3.0 TiB");
        assertThat(HeapRoom.size(Long.MAX_VALUE)).isEqualTo("8.0 EiB");
    }

    @Test
    void data_larger_than_the_heap_are_refused_with_both_sizes() {
        HeapRoom.check("'a'", HeapRoom.bytes());
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> HeapRoom.check("'a'", 5L << 50))
                .withMessageMatching(
                        "'a' needs 5.0 PiB of memory, more than the [0-9.]+ [MGT]iB available for data; the"
                                + " file is fine, but give the JVM more memory \\(-Xmx\\), or read less at once");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> HeapRoom.check("'a'", Long.MIN_VALUE))
                .withMessageContaining("needs more than 8 EiB of memory");
    }
}
