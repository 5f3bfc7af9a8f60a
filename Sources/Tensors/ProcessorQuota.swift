internal import CKernels
internal import Glibc

/// How many processors this process may keep busy.
package enum ProcessorQuota {
    /// The smaller of the scheduler's affinity and the control group's quota, at least 1.
    ///
    /// A container limited to 2 of 64 cores has 64 online ones: as many threads would be throttled.
    package static var processors: Int {
        let version2 = text(of: "/sys/fs/cgroup/cpu.max").flatMap(quota(controlGroup2:))
        let version1 = quota(
            controlGroup1Quota: text(of: "/sys/fs/cgroup/cpu/cpu.cfs_quota_us"),
            period: text(of: "/sys/fs/cgroup/cpu/cpu.cfs_period_us")
        )
        return max(1, [affinity, version2, version1].compactMap { $0 }.min() ?? 1)
    }

    /// Reads `cpu.max` ("200000 100000", or "max 100000" for no limit), rounded up to whole processors.
    static func quota(controlGroup2 text: String) -> Int? {
        let fields = text.split(whereSeparator: \.isWhitespace)
        guard fields.count == 2 else { return nil }
        return quota(microseconds: Int(fields[0]), period: Int(fields[1]))
    }

    /// Reads the two files of a version 1 control group; a quota of -1 is no limit.
    static func quota(controlGroup1Quota quota: String?, period: String?) -> Int? {
        func number(_ text: String?) -> Int? {
            text?.split(whereSeparator: \.isWhitespace).first.flatMap { Int($0) }
        }
        return self.quota(microseconds: number(quota), period: number(period))
    }

    private static func quota(microseconds: Int?, period: Int?) -> Int? {
        guard let microseconds, let period, microseconds > 0, period > 0 else { return nil }
        return (microseconds - 1) / period + 1
    }

    private static var affinity: Int? {
        let count = Int(assay_processors_allowed())
        return count > 0 ? count : nil
    }

    private static func text(of path: String) -> String? {
        let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 128)
        let count = unsafe bytes.withUnsafeMutableBytes { unsafe read(file, $0.baseAddress, $0.count) }
        guard count > 0 else { return nil }
        return String(decoding: bytes.prefix(count), as: UTF8.self)
    }
}
