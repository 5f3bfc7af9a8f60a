#ifndef ASSAY_COPENBLAS_SHIM_H
#define ASSAY_COPENBLAS_SHIM_H
#include <cblas.h>
#endif
