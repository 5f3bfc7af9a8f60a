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
