internal import CKernels

/// The vector instructions that kernels are compiled for.
///
/// `avx2` and `avx512` give the same bits; `portable` rounds differently where it lacks a fused multiply-add.
package enum InstructionLevel: Int, Sendable, CaseIterable, Comparable {
    case portable
    case avx2
    case avx512

    /// The highest level that this processor and its operating system run.
    package static var supported: InstructionLevel {
        InstructionLevel(rawValue: Int(assay_level_supported())) ?? .portable
    }

    package static func < (left: InstructionLevel, right: InstructionLevel) -> Bool {
        left.rawValue < right.rawValue
    }
}
