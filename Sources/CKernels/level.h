// One whole set of kernels. A source file sets the instruction level and the tile, includes this, and
// gets a table named by ASSAY_TABLE.
#include "CKernels.h"

// Vector arguments never cross a real call: every function that takes one is inlined.
#pragma clang diagnostic ignored "-Wpsabi"

#include "lanes.h"
#include "linear.h"
#include "integer.h"
#include "attention.h"
#include "rows.h"
#include "roofline.h"

const assay_kernels ASSAY_TABLE = {linear, coded_linear, code_rows, attention, layer_norm, add3, mean_rows, dot_rows, softmax, peak, read_all,
                                   activate, gate, rotate};
