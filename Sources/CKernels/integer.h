// The matrix product on 8-bit codes. Included once per level after linear.h, with CODED_ROWS and
// CODED_PANELS for the tile.
//
// A block of inputs is offset + step * code with codes of 7 bits, 0 to 127; a block of weights is
// step * code with codes -127 to 127. Two products of such codes fit 16 bits, so every level's
// instructions give the exact sum of a block, and blocks are added in order in single precision.
#if defined(__x86_64__)
#include <immintrin.h>
#endif

typedef int32_t v16i_unaligned __attribute__((ext_vector_type(16), aligned(4), may_alias));

// sums[c] += four codes of a row (the bytes of `four`) times the four weight codes of column c.
INLINE v16i dot4(v16i sums, int32_t four, const int8_t *weights) {
#if ASSAY_INTEGER == 3
    return (v16i)_mm512_dpbusd_epi32((__m512i)sums, _mm512_set1_epi32(four), _mm512_loadu_si512(weights));
#elif ASSAY_INTEGER == 2
    __m512i pairs = _mm512_maddubs_epi16(_mm512_set1_epi32(four), _mm512_loadu_si512(weights));
    return sums + (v16i)_mm512_madd_epi16(pairs, _mm512_set1_epi16(1));
#elif ASSAY_INTEGER == 1
    typedef int32_t v8i __attribute__((ext_vector_type(8)));
    __m256i codes = _mm256_set1_epi32(four), ones = _mm256_set1_epi16(1);
    __m256i low = _mm256_maddubs_epi16(codes, _mm256_loadu_si256((const __m256i *)weights));
    __m256i high = _mm256_maddubs_epi16(codes, _mm256_loadu_si256((const __m256i *)(weights + 32)));
    v8i a = (v8i)_mm256_madd_epi16(low, ones), b = (v8i)_mm256_madd_epi16(high, ones);
    return sums + __builtin_shufflevector(a, b, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
#else
    uint8_t codes[4];
    __builtin_memcpy(codes, &four, 4);
    for (int c = 0; c < 16; c++)
        for (int k = 0; k < 4; k++) sums[c] += codes[k] * weights[4 * c + k];
    return sums;
#endif
}

INLINE void coded_tile(int rows, const assay_coded_linear *c, size_t row, size_t panel) {
    size_t depth = c->depth, blocks = depth / c->block;
    const uint8_t *codes = c->codes + row * depth;
    v16 sums[CODED_ROWS][CODED_PANELS];
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++)
#pragma clang loop unroll(full)
        for (int p = 0; p < CODED_PANELS; p++) sums[r][p] = splat(0.0f);
    for (size_t b = 0; b < blocks; b++) {
        v16i whole[CODED_ROWS][CODED_PANELS];
#pragma clang loop unroll(full)
        for (int r = 0; r < rows; r++)
#pragma clang loop unroll(full)
            for (int p = 0; p < CODED_PANELS; p++) whole[r][p] = (v16i)0;
        const int8_t *weights = c->panels + (panel * depth + b * c->block) * ASSAY_PANEL_COLUMNS;
        for (size_t k = 0; k < c->block; k += 4) {
#pragma clang loop unroll(full)
            for (int r = 0; r < rows; r++) {
                int32_t four;
                __builtin_memcpy(&four, codes + r * depth + b * c->block + k, 4);
#pragma clang loop unroll(full)
                for (int p = 0; p < CODED_PANELS; p++)
                    whole[r][p] = dot4(whole[r][p], four,
                                       weights + (p * depth + k) * ASSAY_PANEL_COLUMNS);
            }
        }
#pragma clang loop unroll(full)
        for (int p = 0; p < CODED_PANELS; p++) {
            size_t at = ((panel + p) * blocks + b) * ASSAY_PANEL_COLUMNS;
            v16 step = load(c->weight_steps + at), total = load(c->weight_sums + at);
#pragma clang loop unroll(full)
            for (int r = 0; r < rows; r++) {
                size_t of = (row + r) * blocks + b;
                v16 scale = step * splat(c->steps[of]);
                sums[r][p] = fused(__builtin_convertvector(whole[r][p], v16), scale, sums[r][p]);
                sums[r][p] = fused(total, splat(c->offsets[of]), sums[r][p]);
            }
        }
    }
    finish(&c->target, &sums[0][0], rows, row, panel);
}

static void coded_linear(const assay_coded_linear *c) {
    const assay_linear *target = &c->target;
    for (size_t panel = target->panel_first; panel < target->panel_end; panel += CODED_PANELS) {
        if (panel * ASSAY_PANEL_COLUMNS >= target->columns) return;
        for (size_t row = 0, rows; row < target->rows; row += rows) {
            size_t left = target->rows - row, tiles = (left + CODED_ROWS - 1) / CODED_ROWS;
            rows = (left + tiles - 1) / tiles;
            switch (rows) {
                case 1: coded_tile(1, c, row, panel); break;
                case 2: coded_tile(2, c, row, panel); break;
                case 3: coded_tile(3, c, row, panel); break;
                case 4: coded_tile(4, c, row, panel); break;
#if CODED_ROWS > 4
                case 5: coded_tile(5, c, row, panel); break;
                case 6: coded_tile(6, c, row, panel); break;
#endif
            }
        }
    }
}

// The least of a vector's numbers, by the same means as the largest.
INLINE float least(v16 v) { return -largest(-v); }

// Writes the codes of 16 numbers: round((x - low) * inverse), in two steps so that nothing is fused.
INLINE void store_codes(uint8_t *to, v16 x, float low, float inverse) {
    typedef uint8_t v16u8 __attribute__((ext_vector_type(16)));
    v16 scaled = (x - splat(low)) * splat(inverse);
    v16 rounded = scaled + splat(8388608.0f); // 2^23: the integer is left in the low bits
    v16u8 bytes = __builtin_convertvector((v16i)rounded & 127, v16u8);
    __builtin_memcpy(to, &bytes, 16);
}

// A row with its numbers in whole blocks; a last block that is not whole goes through a padded copy.
INLINE void code_block(uint8_t *codes, float *step, float *offset, const float *from, size_t block) {
    v16 low = load(from), high = low;
    for (size_t i = 16; i < block; i += 16) {
        low = smaller(low, load(from + i));
        high = larger(high, load(from + i));
    }
    float bottom = least(low), range = largest(high) - bottom;
    float inverse = range > 1e-30f ? 127.0f / range : 0.0f;
    *step = range > 1e-30f ? range / 127.0f : 0.0f;
    *offset = bottom;
    for (size_t i = 0; i < block; i += 16) store_codes(codes + i, load(from + i), bottom, inverse);
}

static void code_rows(uint8_t *codes, float *steps, float *offsets, const float *rows, size_t count,
                      size_t inner, size_t stride, size_t block) {
    size_t blocks = (inner + block - 1) / block;
    for (size_t r = 0; r < count; r++)
        for (size_t b = 0; b < blocks; b++) {
            size_t at = r * blocks + b, left = inner - b * block;
            const float *from = rows + r * stride + b * block;
            float padded_copy[ASSAY_BLOCK_MAX];
            if (left < block) { // the weights past the end are 0, so any number will do
                for (size_t i = 0; i < block; i++) padded_copy[i] = from[i < left ? i : left - 1];
                from = padded_copy;
            }
            code_block(codes + at * block, steps + at, offsets + at, from, block);
        }
}
