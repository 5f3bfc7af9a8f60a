// The set for x86-64 processors with AVX2 and fused multiply-add (Haswell, Zen and later).
#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx2,fma,f16c"))), apply_to = function)
#define ASSAY_TABLE assay_kernels_avx2
#define ASSAY_FUSED 1
#define TILE_ROWS 6 // 12 of 16 registers hold sums
#define TILE_PANELS 1
#define CODED_ROWS 4
#define CODED_PANELS 1
#define ASSAY_INTEGER 1
#include "level.h"
#pragma clang attribute pop
#endif
