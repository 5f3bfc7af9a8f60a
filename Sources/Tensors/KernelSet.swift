internal import CKernels

/// The table of C kernels for one instruction level.
// @unchecked: the pointer is to an immutable table that lives as long as the program.
@safe struct KernelSet: @unchecked Sendable {
    private let table: UnsafePointer<assay_kernels>

    init(_ level: InstructionLevel) {
        unsafe table = assay_kernels_at(Int32(level.rawValue))
    }

    var functions: assay_kernels { unsafe table.pointee }
}
