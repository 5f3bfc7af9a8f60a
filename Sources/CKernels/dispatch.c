// Chooses a set of kernels for the processor that the program finds itself on.
#include "CKernels.h"

extern const assay_kernels assay_kernels_portable;
#if defined(__x86_64__)
extern const assay_kernels assay_kernels_avx2;
extern const assay_kernels assay_kernels_avx512;
extern const assay_kernels assay_kernels_avx512vnni;
#endif

// __builtin_cpu_supports also asks whether the operating system saves the wide registers.
int assay_level_supported(void) {
#if defined(__x86_64__)
    int avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")
        && __builtin_cpu_supports("f16c");
    if (avx2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw")
        && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl"))
        return ASSAY_LEVEL_AVX512;
    if (avx2) return ASSAY_LEVEL_AVX2;
#endif
    return ASSAY_LEVEL_PORTABLE;
}

const assay_kernels *assay_kernels_at(int level) {
    int best = assay_level_supported();
    if (level > best) level = best;
#if defined(__x86_64__)
    // Both give the same bits.
    if (level == ASSAY_LEVEL_AVX512)
        return __builtin_cpu_supports("avx512vnni") ? &assay_kernels_avx512vnni : &assay_kernels_avx512;
    if (level == ASSAY_LEVEL_AVX2) return &assay_kernels_avx2;
#endif
    return &assay_kernels_portable;
}
