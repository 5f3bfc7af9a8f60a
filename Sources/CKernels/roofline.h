// What the processor does at best: the measure that kernels are held against. Included once per level.

static double peak(size_t rounds) {
    v16 sums[TILE_ROWS * TILE_PANELS];
    for (int i = 0; i < TILE_ROWS * TILE_PANELS; i++) sums[i] = splat((float)i);
    v16 factor = splat(0.999f), more = splat(0.001f);
    for (size_t r = 0; r < rounds; r++)
#pragma clang loop unroll(full)
        for (int i = 0; i < TILE_ROWS * TILE_PANELS; i++) sums[i] = fused(sums[i], factor, more);
    v16 total = splat(0.0f);
    for (int i = 0; i < TILE_ROWS * TILE_PANELS; i++) total = total + sums[i];
    volatile float kept = sum(total);
    (void)kept;
    return (double)rounds * (TILE_ROWS * TILE_PANELS) * 16 * 2;
}

static float read_all(const float *values, size_t count) {
    v16 sums[4] = {splat(0.0f), splat(0.0f), splat(0.0f), splat(0.0f)};
    for (size_t i = 0; i < count; i += 64)
        for (int j = 0; j < 4; j++) sums[j] = sums[j] + load(values + i + 16 * j);
    return sum((sums[0] + sums[1]) + (sums[2] + sums[3]));
}
