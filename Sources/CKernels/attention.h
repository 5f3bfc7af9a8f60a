// Attention of one head over one sequence. Included once per level after linear.h.
//
// Keys and values are packed into panels like weights, so both products run through `tile`; scores
// exist for TILE_ROWS queries at a time and stay in the first-level cache.

INLINE size_t padded(size_t count) { return (count + 31) / 32 * 32; }

// Keys as panels of 16 tokens. Tokens past the end are zeros; their scores are never read.
static void pack_keys(float *out, const assay_attention *c) {
    for (size_t token = 0; token < padded(c->tokens); token++) {
        float *to = out + token / 16 * 16 * c->head_columns + token % 16;
        const float *from = c->key + token * c->stride;
        for (size_t k = 0; k < c->head_columns; k++) to[k * 16] = token < c->tokens ? from[k] : 0.0f;
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

// Turns `count` scores into e^(scale (score - largest)) and returns one over their sum.
INLINE float exponentials(float *scores, size_t count, float scale) {
    size_t whole = count / 16 * 16;
    const float lowest = -3.0e38f;
    if (whole < count) store(scores + whole, load_some(scores + whole, count - whole, lowest));
    v16 top = splat(lowest);
    for (size_t i = 0; i < count; i += 16) top = larger(top, load(scores + i));
    v16 offset = splat(-largest(top) * scale), total = splat(0.0f);
    for (size_t i = 0; i < count; i += 16) {
        v16 e = exponential(fused(load(scores + i), splat(scale), offset));
        if (i == whole) { // the filler must add nothing
            v16 zero = splat(0.0f);
            __builtin_memcpy(&zero, &e, (count - whole) * sizeof(float));
            e = zero;
        }
        store(scores + i, e);
        total = total + e;
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
             keys + (from + token) * c->head_columns, c->head_columns, c->head_columns, sums);
        for (int r = 0; r < rows; r++)
            for (int p = 0; p < TILE_PANELS; p++) store(scores + r * width + token + p * 16, sums[r][p]);
    }
    float inverse[TILE_ROWS];
    for (int r = 0; r < rows; r++) inverse[r] = weigh(c, scores + r * width, row + r, from, width, scale);
    for (size_t column = 0; column < padded(c->head_columns); column += 16 * TILE_PANELS) {
        tile(rows, TILE_PANELS, scores, width, values + column * c->tokens + from * 16, end - from, c->tokens,
             sums);
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
    pack_keys(keys, c);
    pack_values(values, c);
    for (size_t row = 0, rows; row < c->tokens; row += rows) {
        rows = tile_rows(c->tokens - row);
#define ATTENTION_TILE(count) attention_tile(count, c, row, keys, values, scores, scale)
        WITH_CONSTANT_ROWS(rows, ATTENTION_TILE)
#undef ATTENTION_TILE
    }
}
