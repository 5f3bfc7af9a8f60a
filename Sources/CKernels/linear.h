// The packed matrix product. Included once per level after lanes.h, with TILE_ROWS (rows whose sums
// stay in registers) and TILE_PANELS (panels beside each other) chosen for its register file.

// sums[r][p] = the dot products of row r of `a` with the 16 columns of panel p, over the first `inner` of
// the `depth` rows that a panel has.
//
// Each element is one chain of additions over k from 0 up, whatever rows and panels are: this is
// what makes results independent of the batch.
INLINE void tile(int rows, int panels, const float *a, size_t stride, const float *b, size_t inner,
                 size_t depth, v16 sums[TILE_ROWS][TILE_PANELS]) {
    v16 s[TILE_ROWS][TILE_PANELS];
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++)
#pragma clang loop unroll(full)
        for (int p = 0; p < panels; p++) s[r][p] = splat(0.0f);
    for (size_t k = 0; k < inner; k++) {
        v16 w[TILE_PANELS];
#pragma clang loop unroll(full)
        for (int p = 0; p < panels; p++) w[p] = load(b + (p * depth + k) * ASSAY_PANEL_COLUMNS);
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

INLINE v16 finish(const assay_linear *c, v16 sum, size_t row, size_t column, size_t width) {
    v16 v = sum + load(c->bias + column);
    if (c->activation == ASSAY_ACTIVATION_GELU) v = gaussian_unit(v);
    else if (c->activation) v = activated(v, c->activation);
    if (c->residual) {
        const float *from = c->residual + row * c->residual_stride + column;
        v = v + (width == ASSAY_PANEL_COLUMNS ? load(from) : load_some(from, width, 0.0f));
    }
    return v;
}

INLINE void linear_tile(int rows, const assay_linear *c, size_t row, size_t panel) {
    v16 sums[TILE_ROWS][TILE_PANELS];
    tile(rows, TILE_PANELS, c->input + row * c->input_stride, c->input_stride,
         c->panels + panel * ASSAY_PANEL_COLUMNS * c->inner, c->inner, c->inner, sums);
    for (int p = 0; p < TILE_PANELS; p++) {
        size_t column = (panel + p) * ASSAY_PANEL_COLUMNS;
        if (column >= c->columns) return;
        size_t width = c->columns - column < ASSAY_PANEL_COLUMNS ? c->columns - column : ASSAY_PANEL_COLUMNS;
        for (int r = 0; r < rows; r++) {
            v16 v = finish(c, sums[r][p], row + r, column, width);
            float *to = c->output + (row + r) * c->output_stride + column;
            if (width == ASSAY_PANEL_COLUMNS) store(to, v);
            else store_some(to, v, width);
        }
    }
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
