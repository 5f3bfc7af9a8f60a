// The packed matrix product. Included once per level after lanes.h, with TILE_ROWS (rows whose sums
// stay in registers) and TILE_PANELS (panels beside each other) chosen for its register file.

// sums[r][p] = the dot products of row r of `a` with the 16 columns of panel p, over the first `inner` of
// the `depth` rows that a panel has.
//
// Unless `ahead` is NULL, the panels there are fetched into the second cache meanwhile.
//
// Each element is one chain of additions over k from 0 up, whatever rows and panels are: this is
// what makes results independent of the batch.
INLINE void tile(int rows, int panels, const float *a, size_t stride, const float *b, size_t inner,
                 size_t depth, const float *ahead, v16 sums[TILE_ROWS][TILE_PANELS]) {
    v16 s[TILE_ROWS][TILE_PANELS];
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++)
#pragma clang loop unroll(full)
        for (int p = 0; p < panels; p++) s[r][p] = splat(0.0f);
    for (size_t k = 0; k < inner; k++) {
        v16 w[TILE_PANELS];
#pragma clang loop unroll(full)
        for (int p = 0; p < panels; p++) w[p] = load(b + (p * depth + k) * ASSAY_PANEL_COLUMNS);
        if (ahead)
#pragma clang loop unroll(full)
            for (int p = 0; p < panels; p++)
                __builtin_prefetch(ahead + (p * depth + k) * ASSAY_PANEL_COLUMNS, 0, 2);
#pragma clang loop unroll(full)
        for (int r = 0; r < rows; r++) {
            v16 x = splat(a[r * stride + k]);
#pragma clang loop unroll(full)
            for (int p = 0; p < panels; p++) s[r][p] = fused(x, w[p], s[r][p]);
        }
    }
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++)
#pragma clang loop unroll(full)
        for (int p = 0; p < panels; p++) sums[r][p] = s[r][p];
}

// Calls `call` with a constant row count, so that every count has its own unrolled code.
#if TILE_ROWS > 6
#define FOR_LARGE_ROWS(call)                                                                            \
    case 7: call(7); break;                                                                             \
    case 8: call(8); break;                                                                             \
    case 9: call(9); break;                                                                             \
    case 10: call(10); break;                                                                           \
    case 11: call(11); break;                                                                           \
    case 12: call(12); break;                                                                           \
    case 13: call(13); break;                                                                           \
    case 14: call(14); break;
#else
#define FOR_LARGE_ROWS(call)
#endif
#if TILE_ROWS > 3
#define FOR_MIDDLE_ROWS(call)                                                                           \
    case 4: call(4); break;                                                                             \
    case 5: call(5); break;                                                                             \
    case 6: call(6); break;
#else
#define FOR_MIDDLE_ROWS(call)
#endif
#define WITH_CONSTANT_ROWS(rows, call)                                                                  \
    switch (rows) {                                                                                     \
        case 1: call(1); break;                                                                         \
        case 2: call(2); break;                                                                         \
        case 3: call(3); break;                                                                         \
        FOR_MIDDLE_ROWS(call)                                                                           \
        FOR_LARGE_ROWS(call)                                                                            \
    }

// Rows of the next tile, so that the tiles of a block are nearly equal: 16 rows are 8 + 8, not 14 + 2.
INLINE size_t tile_rows(size_t left) {
    size_t tiles = (left + TILE_ROWS - 1) / TILE_ROWS;
    return (left + tiles - 1) / tiles;
}

// Adds the bias to the sums of some rows, passes them through the activation, adds the residual and stores
// them. Two panels at a time where there are two, so that their chains of operations overlap.
INLINE void finish_as(int activation, int panels, const assay_linear *c, const v16 *sums, int rows, size_t row,
                      size_t column) {
    v16 bias[TILE_PANELS];
    for (int p = 0; p < panels; p++) bias[p] = load(c->bias + column + 16 * p);
    float *to = c->output + row * c->output_stride + column;
    const float *from = c->residual ? c->residual + row * c->residual_stride + column : NULL;
#pragma clang loop unroll(disable)
    for (int r = 0; r < rows; r++) {
        v16 v[TILE_PANELS];
#pragma clang loop unroll(full)
        for (int p = 0; p < panels; p++) v[p] = activated(sums[r * TILE_PANELS + p] + bias[p], activation);
#pragma clang loop unroll(full)
        for (int p = 0; p < panels; p++) {
            if (from) v[p] = v[p] + load(from + 16 * p);
            store(to + 16 * p, v[p]);
        }
        to += c->output_stride;
        if (from) from += c->residual_stride;
    }
}

// The same for a last panel that has fewer than 16 columns.
INLINE void finish_some(const assay_linear *c, const v16 *sums, int rows, size_t row, size_t column,
                        size_t width) {
    v16 bias = load(c->bias + column);
    for (int r = 0; r < rows; r++) {
        v16 v = activated(sums[r * TILE_PANELS] + bias, c->activation);
        if (c->residual) v = v + load_some(c->residual + (row + r) * c->residual_stride + column, width, 0.0f);
        store_some(c->output + (row + r) * c->output_stride + column, v, width);
    }
}

static __attribute__((noinline)) void finish(const assay_linear *c, const v16 *sums, int rows, size_t row,
                                             size_t panel) {
    size_t column = panel * ASSAY_PANEL_COLUMNS;
    if (column + TILE_PANELS * ASSAY_PANEL_COLUMNS <= c->columns) {
        // The usual two as constants, so that the loop has no branches.
        if (!c->activation) finish_as(0, TILE_PANELS, c, sums, rows, row, column);
        else if (c->activation == ASSAY_ACTIVATION_GELU)
            finish_as(ASSAY_ACTIVATION_GELU, TILE_PANELS, c, sums, rows, row, column);
        else finish_as(c->activation, TILE_PANELS, c, sums, rows, row, column);
        return;
    }
    for (int p = 0; p < TILE_PANELS && column < c->columns; p++, column += ASSAY_PANEL_COLUMNS) {
        size_t left = c->columns - column;
        if (left >= ASSAY_PANEL_COLUMNS) finish_as(c->activation, 1, c, sums + p, rows, row, column);
        else finish_some(c, sums + p, rows, row, column, left);
    }
}

INLINE void linear_tile(int rows, const assay_linear *c, size_t row, size_t panel) {
    v16 sums[TILE_ROWS][TILE_PANELS];
    const float *weights = c->panels + panel * ASSAY_PANEL_COLUMNS * c->inner;
    // The first rows fetch the next panels (past the last there is nothing, which harms nobody); the others ask
    // for what is near already, which costs nothing.
    const float *ahead = row ? weights : weights + TILE_PANELS * ASSAY_PANEL_COLUMNS * c->inner;
    tile(rows, TILE_PANELS, c->input + row * c->input_stride, c->input_stride,
         weights, c->inner, c->inner, ahead, sums);
    finish(c, &sums[0][0], rows, row, panel);
}

static void linear(const assay_linear *c) {
    for (size_t panel = c->panel_first; panel < c->panel_end; panel += TILE_PANELS) {
        if (panel * ASSAY_PANEL_COLUMNS >= c->columns) return;
        for (size_t row = 0, rows; row < c->rows; row += rows) {
            rows = tile_rows(c->rows - row);
#define LINEAR_TILE(count) linear_tile(count, c, row, panel)
            WITH_CONSTANT_ROWS(rows, LINEAR_TILE)
#undef LINEAR_TILE
        }
    }
}
