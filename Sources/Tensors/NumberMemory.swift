internal import Glibc

/// Memory for many numbers, on huge pages where they fit: walking through weights on pages of 4 KiB costs a twentieth
/// of the time.
enum NumberMemory {
    private static let hugePageBytes = 2 << 20

    /// At least so many bytes, aligned to 64; what is in them is undefined. `deallocate` gives them back.
    static func allocate(byteCount: Int) -> UnsafeMutableRawPointer {
        // Whole pages, and a last one of which at least three quarters are used.
        let pages = (byteCount + hugePageBytes / 4) / hugePageBytes
        guard pages > 0 else { return .allocate(byteCount: max(1, byteCount), alignment: 64) }
        let huge = pages * hugePageBytes
        let memory = UnsafeMutableRawPointer.allocate(
            byteCount: max(huge, byteCount),
            alignment: hugePageBytes
        )
        // A request that the system may refuse; the pages are small then.
        _ = unsafe madvise(memory, huge, MADV_HUGEPAGE)
        return unsafe memory
    }
}
