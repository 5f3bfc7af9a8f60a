// One whole set of kernels. A source file sets the instruction level and the tile, includes this, and
// gets a table named by ASSAY_TABLE.
#include "CKernels.h"

// Vector arguments never cross a real call: every function that takes one is inlined.
#pragma clang diagnostic ignored "-Wpsabi"

#include "lanes.h"
#include "linear.h"
#include "attention.h"
#include "rows.h"

const assay_kernels ASSAY_TABLE = {linear, attention, layer_norm, add3, mean_rows, dot_rows, softmax,
                                   activate, gate, rotate};
