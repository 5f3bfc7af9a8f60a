// Work done once at load: packing weights, widening and checking them; and what needs no vectors.
#include "CKernels.h"
#include <math.h>
#include <string.h>

size_t assay_panel_count(size_t columns) { return (columns + 31) / 32 * 2; }

void assay_pack_panels(float *panels, const float *weights, size_t columns, size_t inner) {
    for (size_t column = 0; column < assay_panel_count(columns) * ASSAY_PANEL_COLUMNS; column++) {
        size_t within = column % ASSAY_PANEL_COLUMNS;
        float *to = panels + (column - within) * inner + within;
        for (size_t k = 0; k < inner; k++)
            to[k * ASSAY_PANEL_COLUMNS] = column < columns ? weights[column * inner + k] : 0.0f;
    }
}

// Rounds one block of a column's weights to codes -127 to 127 and returns their step.
static float round_block(int8_t *codes, const float *weights, size_t count) {
    float top = 0;
    for (size_t k = 0; k < count; k++) top = fmaxf(top, fabsf(weights[k]));
    for (size_t k = 0; k < count; k++) codes[k] = (int8_t)(top > 0 ? lrintf(weights[k] / top * 127.0f) : 0);
    return top / 127.0f;
}

// Puts one block of a column's codes where the kernel reads them and returns the sum of their weights.
static float place_block(int8_t *to, const int8_t *codes, size_t count, size_t block, float step) {
    int total = 0;
    for (size_t k = 0; k < block; k++) {
        int code = k < count ? codes[k] : 0;
        to[k / 4 * 4 * ASSAY_PANEL_COLUMNS + k % 4] = (int8_t)code;
        total += code;
    }
    return step * (float)total;
}

void assay_code_weights(int8_t *codes, float *steps, const float *weights, size_t columns, size_t inner,
                        size_t block) {
    size_t blocks = (inner + block - 1) / block;
    for (size_t column = 0; column < columns; column++)
        for (size_t b = 0; b < blocks; b++) {
            size_t at = column * inner + b * block, left = inner - b * block;
            steps[column * blocks + b] = round_block(codes + at, weights + at, left < block ? left : block);
        }
}

void assay_pack_codes(int8_t *panels, float *panel_steps, float *sums, const int8_t *codes,
                      const float *steps, size_t columns, size_t inner, size_t block) {
    size_t blocks = (inner + block - 1) / block;
    for (size_t column = 0; column < assay_panel_count(columns) * ASSAY_PANEL_COLUMNS; column++) {
        size_t within = column % ASSAY_PANEL_COLUMNS, panel = column / ASSAY_PANEL_COLUMNS;
        for (size_t b = 0; b < blocks; b++) {
            size_t left = column < columns ? inner - b * block : 0;
            size_t at = (panel * blocks + b) * ASSAY_PANEL_COLUMNS;
            const int8_t *from = left ? codes + column * inner + b * block : NULL;
            float step = left ? steps[column * blocks + b] : 0;
            panel_steps[at + within] = step;
            sums[at + within] = place_block(panels + at * block + within * 4, from,
                                            left < block ? left : block, block, step);
        }
    }
}

// Keys and values padded to pairs of panels, and the scores of one tile (at most 14 rows).
size_t assay_attention_scratch_floats(size_t tokens, size_t head_columns) {
    size_t padded_tokens = (tokens + 31) / 32 * 32, padded_head = (head_columns + 31) / 32 * 32;
    return padded_tokens * head_columns + tokens * padded_head + 14 * padded_tokens;
}

double assay_normalise(float *values, size_t count) {
    double squares = 0;
    for (size_t i = 0; i < count; i++) squares += (double)values[i] * values[i];
    double length = sqrt(squares);
    if (length > 0)
        for (size_t i = 0; i < count; i++) values[i] = (float)(values[i] / length);
    return length;
}

int assay_all_finite(const float *values, size_t count) {
    uint32_t found = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t bits;
        memcpy(&bits, values + i, sizeof bits);
        found |= (bits & 0x7f800000) == 0x7f800000;
    }
    return !found;
}

// IEEE 754 binary16: subnormals are scaled as integers, infinities and NaN keep their class.
static float widen_half(uint16_t half) {
    uint32_t sign = (uint32_t)(half & 0x8000) << 16, exponent = half >> 10 & 31, fraction = half & 1023;
    uint32_t bits = sign | (exponent + 112) << 23 | fraction << 13;
    if (exponent == 31) bits = sign | 0x7f800000 | fraction << 13;
    float value;
    memcpy(&value, &bits, sizeof value);
    if (exponent == 0) value = (sign ? -1.0f : 1.0f) * (float)fraction * 0x1p-24f;
    return value;
}

void assay_widen_f16(float *out, const void *source, size_t count) {
    const unsigned char *bytes = source;
    for (size_t i = 0; i < count; i++)
        out[i] = widen_half((uint16_t)(bytes[2 * i] | bytes[2 * i + 1] << 8));
}

void assay_widen_bf16(float *out, const void *source, size_t count) {
    const unsigned char *bytes = source;
    for (size_t i = 0; i < count; i++) {
        uint32_t bits = (uint32_t)bytes[2 * i] << 16 | (uint32_t)bytes[2 * i + 1] << 24;
        memcpy(out + i, &bits, sizeof bits);
    }
}
