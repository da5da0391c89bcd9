package dev.elbo.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MachineTest {
    @Test
    void of_the_flags_those_of_vector_instructions_are_shown() {
        assertThat(Machine.vectors("fpu avx avx2 fma avx512f avx512_bf16 avx512bw erms"))
                .isEqualTo("avx2, avx512bw, avx512f, fma");
        assertThat(Machine.vectors("fpu sse2")).isEqualTo("no AVX2 or AVX-512 reported");
    }
}
