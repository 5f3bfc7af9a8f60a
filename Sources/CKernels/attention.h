// Attention of one head over one sequence. Included once per level after linear.h.
//
// Keys and values are packed into panels like weights, so both products run through `tile`; scores
// exist for TILE_ROWS queries at a time and stay in the first-level cache.

INLINE size_t padded(size_t count) { return (count + 31) / 32 * 32; }

// Turns a square of 16 vectors over its diagonal: squares of side 8, 4, 2 and 1 across it change places.
INLINE void transpose(v16 m[16]) {
#pragma clang loop unroll(full)
    for (int i = 0; i < 16; i++) {
        if (i & 8) continue;
        v16 a = m[i], b = m[i + 8];
        m[i] = __builtin_shufflevector(a, b, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23);
        m[i + 8] = __builtin_shufflevector(
            a, b, 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31);
    }
#pragma clang loop unroll(full)
    for (int i = 0; i < 16; i++) {
        if (i & 4) continue;
        v16 a = m[i], b = m[i + 4];
        m[i] = __builtin_shufflevector(a, b, 0, 1, 2, 3, 16, 17, 18, 19, 8, 9, 10, 11, 24, 25, 26, 27);
        m[i + 4] = __builtin_shufflevector(
            a, b, 4, 5, 6, 7, 20, 21, 22, 23, 12, 13, 14, 15, 28, 29, 30, 31);
    }
#pragma clang loop unroll(full)
    for (int i = 0; i < 16; i++) {
        if (i & 2) continue;
        v16 a = m[i], b = m[i + 2];
        m[i] = __builtin_shufflevector(a, b, 0, 1, 16, 17, 4, 5, 20, 21, 8, 9, 24, 25, 12, 13, 28, 29);
        m[i + 2] = __builtin_shufflevector(
            a, b, 2, 3, 18, 19, 6, 7, 22, 23, 10, 11, 26, 27, 14, 15, 30, 31);
    }
#pragma clang loop unroll(full)
    for (int i = 0; i < 16; i++) {
        if (i & 1) continue;
        v16 a = m[i], b = m[i + 1];
        m[i] = __builtin_shufflevector(a, b, 0, 16, 2, 18, 4, 20, 6, 22, 8, 24, 10, 26, 12, 28, 14, 30);
        m[i + 1] = __builtin_shufflevector(
            a, b, 1, 17, 3, 19, 5, 21, 7, 23, 9, 25, 11, 27, 13, 29, 15, 31);
    }
}

// Keys as panels of 16 tokens. Tokens past the end are zeros; their scores are never read.
static void pack_keys(float *out, const assay_attention *c) {
    for (size_t token = 0; token < padded(c->tokens); token += 16)
        for (size_t column = 0; column < c->head_columns; column += 16) {
            size_t width = c->head_columns - column;
            v16 m[16];
            for (size_t t = 0; t < 16; t++) {
                const float *from = c->key + (token + t) * c->stride + column;
                if (token + t >= c->tokens) m[t] = splat(0.0f);
                else m[t] = width >= 16 ? load(from) : load_some(from, width, 0.0f);
            }
            transpose(m);
            float *to = out + token * c->head_columns + column * 16;
            for (size_t k = 0; k < 16 && k < width; k++) store(to + k * 16, m[k]);
        }
}

// Values as panels of 16 head columns; columns past the end are zeros.
static void pack_values(float *out, const assay_attention *c) {
    for (size_t column = 0; column < padded(c->head_columns); column += 16)
        for (size_t token = 0; token < c->tokens; token++) {
            float *to = out + (column / 16 * c->tokens + token) * 16;
            const float *from = c->value + token * c->stride + column;
            if (column + 16 <= c->head_columns) store(to, load(from));
            else if (column < c->head_columns)
                store(to, load_some(from, c->head_columns - column, 0.0f));
            else store(to, splat(0.0f));
        }
}

// Turns `count` scores into e^(scale (score - largest)) and returns one over their sum; `scale` comes
// divided by ln 2.
INLINE float exponentials(float *scores, size_t count, float scale) {
    size_t whole = count / 16 * 16;
    const float lowest = -3.0e38f;
    if (whole < count) store(scores + whole, load_some(scores + whole, count - whole, lowest));
    v16 top = splat(lowest);
    for (size_t i = 0; i < count; i += 16) top = larger(top, load(scores + i));
    v16 offset = splat(-largest(top) * scale), total = splat(0.0f);
    for (size_t i = 0; i < whole; i += 16) {
        v16 e = power_of_two(fused(load(scores + i), splat(scale), offset));
        store(scores + i, e);
        total = total + e;
    }
    if (whole < count) { // the filler must add nothing
        v16 e = power_of_two(fused(load(scores + whole), splat(scale), offset));
        store(scores + whole, e);
        total = total + load_some(scores + whole, count - whole, 0.0f);
    }
    return 1.0f / sum(total);
}

// Turns scores into weights where a bias is added or only the keys in [first, end) count, of those that
// stand at scores[0] up to `width`; `bias` belongs to scores[0].
INLINE float limited_exponentials(float *scores, size_t first, size_t end, size_t width, float scale,
                                  const float *bias) {
    const float lowest = -3.0e38f;
    v16 top = splat(lowest), total = splat(0.0f);
    for (size_t i = 0; i < width; i += 16) {
        v16 s = load(scores + i) * splat(scale);
        store(scores + i, bias ? s + load(bias + i) : s);
    }
    for (size_t i = 0; i < first; i++) scores[i] = lowest;
    for (size_t i = end; i < width; i++) scores[i] = lowest;
    for (size_t i = 0; i < width; i += 16) top = larger(top, load(scores + i));
    v16 offset = splat(-largest(top));
    for (size_t i = 0; i < width; i += 16) store(scores + i, exponential(load(scores + i) + offset));
    for (size_t i = 0; i < first; i++) scores[i] = 0.0f; // the fillers must add nothing
    for (size_t i = end; i < width; i++) scores[i] = 0.0f;
    for (size_t i = 0; i < width; i += 16) total = total + load(scores + i);
    return 1.0f / sum(total);
}

// The keys that some of the queries [row, row + rows) see: from a whole block of 32 up to `*end`.
INLINE size_t first_key(const assay_attention *c, size_t row) {
    return c->window && row > c->window ? (row - c->window) / 32 * 32 : 0;
}

INLINE size_t end_key(const assay_attention *c, size_t last) {
    return c->window && c->tokens - last > c->window + 1 ? last + c->window + 1 : c->tokens;
}

INLINE float weigh(const assay_attention *c, float *scores, size_t row, size_t from, size_t width,
                   float scale) {
    if (!c->window && !c->position_bias) return exponentials(scores, c->tokens, scale);
    size_t first = c->window && row > from + c->window ? row - c->window - from : 0;
    const float *bias = c->position_bias ? c->position_bias + (ptrdiff_t)from - (ptrdiff_t)row : NULL;
    return limited_exponentials(scores, first, end_key(c, row) - from, width, scale, bias);
}

INLINE void attention_tile(int rows, const assay_attention *c, size_t row, const float *keys,
                           const float *values, float *scores, float scale) {
    v16 sums[TILE_ROWS][TILE_PANELS];
    size_t from = first_key(c, row), end = end_key(c, row + rows - 1), width = padded(end - from);
    for (size_t token = 0; token < width; token += 16 * TILE_PANELS) {
        tile(rows, TILE_PANELS, c->query + row * c->stride, c->stride,
             keys + (from + token) * c->head_columns, c->head_columns, c->head_columns, NULL, sums);
        for (int r = 0; r < rows; r++)
            for (int p = 0; p < TILE_PANELS; p++) store(scores + r * width + token + p * 16, sums[r][p]);
    }
    float inverse[TILE_ROWS];
    for (int r = 0; r < rows; r++) inverse[r] = weigh(c, scores + r * width, row + r, from, width, scale);
    for (size_t column = 0; column < padded(c->head_columns); column += 16 * TILE_PANELS) {
        tile(rows, TILE_PANELS, scores, width, values + column * c->tokens + from * 16, end - from, c->tokens,
             NULL, sums);
        for (int p = 0; p < TILE_PANELS; p++) {
            size_t at = column + p * 16;
            if (at >= c->head_columns) break;
            for (int r = 0; r < rows; r++) {
                v16 v = sums[r][p] * splat(inverse[r]);
                float *to = c->output + (row + r) * c->output_stride + at;
                if (at + 16 <= c->head_columns) store(to, v);
                else store_some(to, v, c->head_columns - at);
            }
        }
    }
}

static void attention(const assay_attention *c) {
    float *keys = c->scratch;
    float *values = keys + padded(c->tokens) * c->head_columns;
    float *scores = values + c->tokens * padded(c->head_columns);
    float scale = 1.0f / __builtin_sqrtf((float)c->head_columns);
    if (!c->window && !c->position_bias) scale *= 1.44269504088896f; // 1 / ln 2: powers of two
    pack_keys(keys, c);
    pack_values(values, c);
    for (size_t row = 0, rows; row < c->tokens; row += rows) {
        rows = tile_rows(c->tokens - row);
#define ATTENTION_TILE(count) attention_tile(count, c, row, keys, values, scores, scale)
        WITH_CONSTANT_ROWS(rows, ATTENTION_TILE)
#undef ATTENTION_TILE
    }
}
