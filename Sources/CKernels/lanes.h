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

// 2^x for x <= 127, within 3e-7 of itself: x = n + r with |r| <= 1/2, our own minimax fit of degree 5 for
// 2^r, and n added to the exponent bits. Below -126 the result is 2^-126, which is 0 in practice.
INLINE v16 power_of_two(v16 x) {
    const float round_to_integer = 12582912.0f; // as above
    x = larger(x, splat(-126.0f));
    v16 shifted = x + splat(round_to_integer);
    v16 r = x - (shifted - splat(round_to_integer));
    v16 p = splat(0.001327647219684221f);
    p = fused(p, r, splat(0.009675541340849159f));
    p = fused(p, r, splat(0.055507132727297064f));
    p = fused(p, r, splat(0.24022119723613578f));
    p = fused(p, r, splat(0.6931469670653876f));
    p = fused(p, r, splat(1.0000000716547635f));
    return (v16)((v16i)p + ((v16i)shifted << 23));
}

// GELU in its exact form, x times the normal distribution's share below x: max(x, 0) - |x| 2^P(|x|).
//
// P is our own fit of the logarithm (base 2) of the share beyond |x|, of degree 7 on [0, 5.6]: an error of
// GELU under 4e-8 before rounding, and no division. Past 5.6 what is taken away is less than 1e-7.
INLINE v16 gaussian_unit(v16 x) {
    v16 a = smaller((v16)((v16i)x & 0x7fffffff), splat(5.6f));
    v16 p = splat(4.52521873473302e-06f);
    p = fused(p, a, splat(-1.5500198944937226e-05f));
    p = fused(p, a, splat(-0.0005643396621842589f));
    p = fused(p, a, splat(0.007647178574815737f));
    p = fused(p, a, splat(-0.05292433567228251f));
    p = fused(p, a, splat(-0.4590546472673265f));
    p = fused(p, a, splat(-1.1511262580937318f));
    p = fused(p, a, splat(-0.999999541872441f));
    return fused(-a, power_of_two(p), larger(x, splat(0.0f)));
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
