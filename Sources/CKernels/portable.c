// The set for every processor: SSE2 on x86-64, NEON on 64-bit Arm, whatever the compiler has elsewhere.
#define ASSAY_TABLE assay_kernels_portable
#if defined(__aarch64__)
#define ASSAY_FUSED 1
#define TILE_ROWS 6 // 24 of 32 registers hold sums
#else
#define ASSAY_FUSED 0
#define TILE_ROWS 3 // 12 of 16 registers hold sums
#endif
#define TILE_PANELS 1
#define CODED_ROWS 4
#define CODED_PANELS 1
#define ASSAY_INTEGER 0
#include "level.h"
