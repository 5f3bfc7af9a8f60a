// Kernels that work on one row at a time. Included once per level after attention.h.

INLINE v16 load_up_to(const float *p, size_t left) {
    return left >= 16 ? load(p) : load_some(p, left, 0.0f);
}

INLINE void store_up_to(float *p, v16 v, size_t left) {
    if (left >= 16) store(p, v);
    else store_some(p, v, left);
}

INLINE float row_mean(const float *row, size_t columns) {
    v16 total = splat(0.0f);
    for (size_t i = 0; i < columns; i += 16) total = total + load_up_to(row + i, columns - i);
    return sum(total) / (float)columns;
}

// The mean square distance from `mean`: two passes, because the difference of two large sums loses
// the small variances that layer normalisation exists for.
INLINE float row_variance(const float *row, size_t columns, float mean) {
    v16 total = splat(0.0f);
    for (size_t i = 0; i < columns; i += 16) {
        size_t left = columns - i;
        v16 d = (left >= 16 ? load(row + i) : load_some(row + i, left, mean)) - splat(mean);
        total = fused(d, d, total);
    }
    return sum(total) / (float)columns;
}

static void layer_norm(float *out, const float *rows, size_t count, size_t columns, const float *gain,
                       const float *shift, float epsilon) {
    for (size_t r = 0; r < count; r++) {
        const float *row = rows + r * columns;
        float mean = row_mean(row, columns);
        v16 scale = splat(1.0f / __builtin_sqrtf(row_variance(row, columns, mean) + epsilon));
        for (size_t i = 0; i < columns; i += 16) {
            size_t left = columns - i;
            v16 d = (load_up_to(row + i, left) - splat(mean)) * scale;
            store_up_to(out + r * columns + i, fused(d, load_up_to(gain + i, left), load_up_to(shift + i, left)), left);
        }
    }
}

static void add3(float *out, const float *first, const float *second, const float *third, size_t count) {
    for (size_t i = 0; i < count; i++) out[i] = first[i] + second[i] + third[i];
}

static void mean_rows(float *out, const float *rows, size_t count, size_t columns) {
    __builtin_memset(out, 0, columns * sizeof(float));
    for (size_t r = 0; r < count; r++)
        for (size_t i = 0; i < columns; i++) out[i] += rows[r * columns + i];
    for (size_t i = 0; i < columns; i++) out[i] /= (float)count;
}

// Four accumulators, because one chain of fused multiply-adds would wait for itself.
INLINE float dot(const float *a, const float *b, size_t count) {
    v16 s[4] = {splat(0.0f), splat(0.0f), splat(0.0f), splat(0.0f)};
    size_t i = 0;
    for (; i + 64 <= count; i += 64)
        for (int j = 0; j < 4; j++) s[j] = fused(load(a + i + 16 * j), load(b + i + 16 * j), s[j]);
    for (; i < count; i += 16) s[0] = fused(load_up_to(a + i, count - i), load_up_to(b + i, count - i), s[0]);
    return sum((s[0] + s[1]) + (s[2] + s[3]));
}

static void dot_rows(float *out, const float *query, const float *rows, size_t count, size_t columns) {
    for (size_t r = 0; r < count; r++) out[r] = dot(query, rows + r * columns, columns);
}

// The row is copied through a padded block where its end is not a whole vector.
static void softmax(float *row, size_t count) {
    const float lowest = -3.0e38f;
    v16 top = splat(lowest), total = splat(0.0f);
    for (size_t i = 0; i < count; i += 16)
        top = larger(top, count - i >= 16 ? load(row + i) : load_some(row + i, count - i, lowest));
    v16 offset = splat(largest(top));
    for (size_t i = 0; i < count; i += 16) {
        size_t left = count - i;
        v16 e = exponential(load_up_to(row + i, left) - offset);
        store_up_to(row + i, e, left);
        total = total + load_up_to(row + i, left);
    }
    v16 inverse = splat(1.0f / sum(total));
    for (size_t i = 0; i < count; i += 16)
        store_up_to(row + i, load_up_to(row + i, count - i) * inverse, count - i);
}

static void activate(float *values, size_t count, int activation) {
    for (size_t i = 0; i < count; i += 16)
        store_up_to(values + i, activated(load_up_to(values + i, count - i), activation), count - i);
}

static void gate(float *first, const float *second, size_t count, size_t columns, size_t stride,
                 int activation) {
    for (size_t r = 0; r < count; r++)
        for (size_t i = 0; i < columns; i += 16) {
            size_t left = columns - i, at = r * stride + i;
            v16 open = activated(load_up_to(first + at, left), activation);
            store_up_to(first + at, open * load_up_to(second + at, left), left);
        }
}

static void rotate(float *rows, size_t count, size_t stride, size_t heads, size_t columns,
                   const float *cosines, const float *sines) {
    size_t half = columns / 2;
    for (size_t r = 0; r < count; r++)
        for (size_t head = 0; head < heads; head++) {
            float *low = rows + r * stride + head * columns, *high = low + half;
            for (size_t i = 0; i < half; i += 16) {
                size_t left = half - i;
                v16 c = load_up_to(cosines + r * half + i, left), s = load_up_to(sines + r * half + i, left);
                v16 a = load_up_to(low + i, left), b = load_up_to(high + i, left);
                store_up_to(low + i, fused(a, c, -(b * s)), left);
                store_up_to(high + i, fused(b, c, a * s), left);
            }
        }
}
