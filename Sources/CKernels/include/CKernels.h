// Single-precision kernels of a transformer encoder, in one set per instruction level.
//
// Every kernel adds in an order that depends on the shape of one row alone, never on how many rows
// are computed together, so a text's numbers are the same bits alone and in any batch. The AVX2 and
// AVX-512 sets give the same bits as each other too; the portable set differs where it lacks a fused
// multiply-add.
#ifndef ASSAY_CKERNELS_H
#define ASSAY_CKERNELS_H

#include <stddef.h>
#include <stdint.h>

// Columns in one panel of packed weights.
#define ASSAY_PANEL_COLUMNS 16

// What a sum passes through. GELU is the exact (erf) form, GELU_TANH the approximation by tanh.
enum {
    ASSAY_ACTIVATION_NONE = 0,
    ASSAY_ACTIVATION_GELU = 1,
    ASSAY_ACTIVATION_GELU_TANH = 2,
    ASSAY_ACTIVATION_RELU = 3,
    ASSAY_ACTIVATION_SILU = 4,
};

// output[rows, columns] = input[rows, inner] x weights + bias, then the epilogue.
typedef struct {
    const float *input;
    size_t input_stride;
    const float *panels; // from assay_pack_panels
    const float *bias;   // padded with zeros to whole panels
    float *output;
    size_t output_stride;
    const float *residual; // added when not NULL; may be `output` itself
    size_t residual_stride;
    size_t rows;
    size_t inner;
    size_t columns;     // of the whole output
    size_t panel_first; // even; this call computes the panels [panel_first, panel_end)
    size_t panel_end;
    int activation; // ASSAY_ACTIVATION_…, applied before the residual
} assay_linear;

// Longest block of inputs that share a scale; a multiple of 32, as every block is.
#define ASSAY_BLOCK_MAX 256

// The same on 8-bit codes. `depth` is the inner size in whole blocks; steps and offsets have one number
// for each row and block, weight_steps and weight_sums 16 for each panel and block.
typedef struct {
    assay_linear target; // without input and panels
    const uint8_t *codes;
    const float *steps;
    const float *offsets;
    const int8_t *panels; // from assay_pack_codes, as the two below
    const float *weight_steps;
    const float *weight_sums; // step times the sum of the block's codes
    size_t depth;
    size_t block;
} assay_coded_linear;

// One attention head over one sequence. Every token sees every other, or those at most `window` away.
typedef struct {
    const float *query; // row stride `stride`, as for key and value
    const float *key;
    const float *value;
    size_t stride;
    float *output;
    size_t output_stride;
    size_t tokens;
    size_t head_columns;
    // Added to the scaled score of a query at i and a key at j: position_bias[j - i]. NULL for none; else
    // readable from -(tokens + 31) to tokens + 31.
    const float *position_bias;
    size_t window; // 0 for no limit
    float *scratch; // assay_attention_scratch_floats, aligned to 64 bytes
} assay_attention;

typedef struct {
    void (*linear)(const assay_linear *);
    void (*coded_linear)(const assay_coded_linear *);
    // Codes, steps and offsets of rows, each block of a row for itself.
    void (*code_rows)(
        uint8_t *codes, float *steps, float *offsets, const float *rows, size_t count, size_t inner,
        size_t stride, size_t block);
    void (*attention)(const assay_attention *);
    // Normalises each row to mean 0 and variance 1, then scales by gain and adds shift; `out` may be `rows`.
    void (*layer_norm)(
        float *out, const float *rows, size_t count, size_t columns, const float *gain, const float *shift, float epsilon);
    // out = first + second + third, element by element.
    void (*add3)(float *out, const float *first, const float *second, const float *third, size_t count);
    // out = the mean of `count` rows.
    void (*mean_rows)(float *out, const float *rows, size_t count, size_t columns);
    // out[i] = the dot product of the query with row i.
    void (*dot_rows)(float *out, const float *query, const float *rows, size_t count, size_t columns);
    void (*softmax)(float *row, size_t count);
    // Multiplies and adds in registers `rounds` times and returns the operations that this were.
    double (*peak)(size_t rounds);
    // The sum of `count` floats, a multiple of 64, read once.
    float (*read)(const float *values, size_t count);
    void (*activate)(float *values, size_t count, int activation);
    // first[i] = activation(first[i]) * second[i] in `count` rows of `columns`, both with row stride `stride`.
    void (*gate)(
        float *first, const float *second, size_t count, size_t columns, size_t stride, int activation);
    // Turns each of `heads` neighbouring vectors of `columns` in a row by the row's angles: element k with
    // element k + columns / 2, whose cosines and sines are row `r` of the tables, columns / 2 wide.
    void (*rotate)(
        float *rows, size_t count, size_t stride, size_t heads, size_t columns, const float *cosines,
        const float *sines);
} assay_kernels;

enum { ASSAY_LEVEL_PORTABLE = 0, ASSAY_LEVEL_AVX2 = 1, ASSAY_LEVEL_AVX512 = 2 };

// The highest level that this processor and its operating system can run.
int assay_level_supported(void);

// The kernels of a level; a level that the processor cannot run gives the highest that it can.
const assay_kernels *assay_kernels_at(int level);

// Panels that `columns` take, rounded up to an even number because AVX-512 works on pairs.
size_t assay_panel_count(size_t columns);

// Packs weights[columns, inner] (row-major, as y = x W^T stores them) into panels of 16 columns:
// panel p holds for every k the 16 weights of columns 16p to 16p+15; missing columns are zeros.
void assay_pack_panels(float *panels, const float *weights, size_t columns, size_t inner);

// Rounds weights[columns, inner] to codes -127 to 127 in the same order, with a step for every `block`
// neighbouring inputs of a column; a column's last block may be shorter.
void assay_code_weights(int8_t *codes, float *steps, const float *weights, size_t columns, size_t inner,
                        size_t block);

// Packs such codes and steps: panel p holds for every four inputs the codes of 16 columns, four after
// another, up to whole blocks. What is missing is zeros.
void assay_pack_codes(int8_t *panels, float *panel_steps, float *sums, const int8_t *codes,
                      const float *steps, size_t columns, size_t inner, size_t block);

size_t assay_attention_scratch_floats(size_t tokens, size_t head_columns);

// Scales a vector to length 1 and returns the length that it had; a zero vector stays as it is.
double assay_normalise(float *values, size_t count);

// 1 when no value is NaN or infinite.
int assay_all_finite(const float *values, size_t count);

// Little-endian half and bfloat16 to single precision; the source may be unaligned.
void assay_widen_f16(float *out, const void *source, size_t count);
void assay_widen_bf16(float *out, const void *source, size_t count);

// Processors in the scheduler's affinity mask of this process; 0 when it cannot be read.
int assay_processors_allowed(void);

// Tells the processor that a loop is waiting for another thread.
static inline void assay_spin_hint(void) {
#if defined(__x86_64__) || defined(__i386__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    __asm__ volatile("yield");
#endif
}

#endif
