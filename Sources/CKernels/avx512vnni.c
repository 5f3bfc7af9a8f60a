// The set for x86-64 processors with AVX-512 and its dot products of bytes (Ice Lake, Zen 4 and later).
#if defined(__x86_64__)
#pragma clang attribute push(                                                                           \
    __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx512vnni,avx2,fma,f16c"))), apply_to = function)
#define ASSAY_TABLE assay_kernels_avx512vnni
#define ASSAY_FUSED 1
#define TILE_ROWS 14 // 28 of 32 registers hold sums
#define TILE_PANELS 2
#define CODED_ROWS 6
#define CODED_PANELS 2
#define ASSAY_INTEGER 3
#include "level.h"
#pragma clang attribute pop
#endif
