// Sixteen floats at a time, and the functions on them that a transformer needs.
//
// Written with the compiler's vector types, so one source compiles to one AVX-512, two AVX or four
// SSE/NEON registers with the same lanes, hence the same order of additions, at every level.
// Included once per level; ASSAY_FUSED says whether the level has a fused multiply-add.
#include <stddef.h>
#include <stdint.h>

typedef float v16 __attribute__((ext_vector_type(16)));
typedef int32_t v16i __attribute__((ext_vector_type(16)));
typedef float v16_unaligned __attribute__((ext_vector_type(16), aligned(4), may_alias));

#define INLINE static inline __attribute__((always_inline))

INLINE v16 load(const float *p) { return *(const v16_unaligned *)p; }
INLINE void store(float *p, v16 v) { *(v16_unaligned *)p = v; }
INLINE v16 splat(float x) { return (v16)x; }
INLINE v16 larger(v16 a, v16 b) { return a > b ? a : b; }
INLINE v16 smaller(v16 a, v16 b) { return a < b ? a : b; }

INLINE v16 fused(v16 a, v16 b, v16 c) {
#if ASSAY_FUSED
    return __builtin_elementwise_fma(a, b, c);
#else
    return a * b + c; // without hardware support a fused operation is a library call per lane
#endif
}

// The sums below halve the vector each time: the same tree at every level.
INLINE float sum(v16 v) {
    typedef float v8 __attribute__((ext_vector_type(8)));
    typedef float v4 __attribute__((ext_vector_type(4)));
    v8 a = v.lo + v.hi;
    v4 b = a.lo + a.hi;
    return (b[0] + b[2]) + (b[1] + b[3]);
}

INLINE float largest(v16 v) {
    typedef float v8 __attribute__((ext_vector_type(8)));
    typedef float v4 __attribute__((ext_vector_type(4)));
    v8 a = v.lo > v.hi ? v.lo : v.hi;
    v4 b = a.lo > a.hi ? a.lo : a.hi;
    float even = b[0] > b[2] ? b[0] : b[2], odd = b[1] > b[3] ? b[1] : b[3];
    return even > odd ? even : odd;
}

// The first `count` (1 to 15) floats; the other lanes are `filler`.
INLINE v16 load_some(const float *p, size_t count, float filler) {
    v16 v = splat(filler);
    __builtin_memcpy(&v, p, count * sizeof(float));
    return v;
}

INLINE void store_some(float *p, v16 v, size_t count) { __builtin_memcpy(p, &v, count * sizeof(float)); }

// e^x for x <= 88, about 1 ulp: x = n ln 2 + r with |r| <= ln 2 / 2, a Taylor polynomial of degree 7
// for e^r, and n added to the exponent bits. Below -87 the result is e^-87, which is 0 in practice.
INLINE v16 exponential(v16 x) {
    const float round_to_integer = 12582912.0f; // 1.5 * 2^23: adding it leaves an integer in the low bits
    x = larger(x, splat(-87.0f));
    v16 shifted = fused(x, splat(1.44269504088896f), splat(round_to_integer));
    v16 n = shifted - splat(round_to_integer);
    v16 r = fused(n, splat(-0.693359375f), x); // ln 2 in two parts, the first exact in few bits
    r = fused(n, splat(2.12194440e-4f), r);
    v16 p = splat(1.0f / 5040);
    p = fused(p, r, splat(1.0f / 720));
    p = fused(p, r, splat(1.0f / 120));
    p = fused(p, r, splat(1.0f / 24));
    p = fused(p, r, splat(1.0f / 6));
    p = fused(p, r, splat(0.5f));
    p = fused(p, r, splat(1.0f));
    p = fused(p, r, splat(1.0f));
    v16i exponent = ((v16i)shifted << 23) + (127 << 23); // the rounding constant leaves through the top
    return p * (v16)exponent;
}

// 1 / (1 + e^-x). Past 87 the exponential's clamp gives what single precision rounds to anyway.
INLINE v16 logistic(v16 x) { return splat(1.0f) / (splat(1.0f) + exponential(smaller(-x, splat(87.0f)))); }

// GELU in its exact form, x/2 (1 + erf(x/sqrt 2)).
//
// erf z = 1 - e^(-z Q(z)) with our own degree-7 minimax fit of Q on [0, 3.92]: absolute error of erf
// under 2e-8 before rounding, and no division. Past 3.92 erf is 1 in single precision.
INLINE v16 gaussian_unit(v16 x) {
    v16i sign = (v16i)x & (int32_t)0x80000000;
    v16 z = (v16)((v16i)x & 0x7fffffff) * splat(0.70710678118655f);
    z = smaller(z, splat(3.92f));
    v16 q = splat(3.144179449801329e-05f);
    q = fused(q, z, splat(-0.00030881383199145995f));
    q = fused(q, z, splat(0.0010324342506637509f));
    q = fused(q, z, splat(0.0005368877265493479f));
    q = fused(q, z, splat(-0.019583926424802906f));
    q = fused(q, z, splat(0.10291960036081965f));
    q = fused(q, z, splat(0.6365977357139576f));
    q = fused(q, z, splat(1.1283802513714245f));
    v16 erf = splat(1.0f) - exponential(-(z * q));
    v16 half = x * splat(0.5f);
    return fused(half, (v16)((v16i)erf | sign), half);
}

// GELU by tanh: x/2 (1 + tanh u) is x times the logistic function of 2u.
INLINE v16 gaussian_unit_by_tanh(v16 x) {
    v16 u = x * splat(0.7978845608f);
    u = fused(u * splat(0.044715f), x * x, u);
    return x * logistic(u + u);
}

INLINE v16 activated(v16 x, int activation) {
    switch (activation) {
        case ASSAY_ACTIVATION_GELU: return gaussian_unit(x);
        case ASSAY_ACTIVATION_GELU_TANH: return gaussian_unit_by_tanh(x);
        case ASSAY_ACTIVATION_RELU: return larger(x, splat(0.0f));
        case ASSAY_ACTIVATION_SILU: return x * logistic(x);
        default: return x;
    }
}
