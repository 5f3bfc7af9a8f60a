import FoundationEssentials

/// How much memory processes hold, in bytes.
enum ProcessMemory {
    /// The most that was ever resident, of the process alone.
    static func peakBytes(of pid: Int32) -> Double { bytes("VmHWM", in: status(pid)) }

    /// What is resident now, of the process alone.
    static func residentBytes(of pid: Int32) -> Double { bytes("VmRSS", in: status(pid)) }

    /// The proportional share of a process and all its descendants: pages that several map count once. Where the
    /// kernel does not tell it, what is resident, which counts them several times.
    static func treeBytes(of pid: Int32) -> Double {
        tree(of: pid).reduce(0) { sum, pid in
            let proportional = bytes("Pss", in: ProcessFile.text("/proc/\(pid)/smaps_rollup"))
            return sum + (proportional > 0 ? proportional : residentBytes(of: pid))
        }
    }

    /// The process and all its descendants.
    static func tree(of root: Int32) -> [Int32] {
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        var children: [Int32: [Int32]] = [:]
        for pid in entries.compactMap({ Int32($0) }) {
            guard let parent = ProcessFile.field("PPid", in: status(pid)).flatMap({ Int32($0) }) else {
                continue
            }
            children[parent, default: []].append(pid)
        }
        var tree = [root]
        var next = 0
        while next < tree.count {
            tree += children[tree[next]] ?? []
            next += 1
        }
        return tree
    }

    private static func status(_ pid: Int32) -> String { ProcessFile.text("/proc/\(pid)/status") }

    private static func bytes(_ name: String, in text: String) -> Double {
        let kilobytes = ProcessFile.field(name, in: text).flatMap { Double($0.prefix { $0.isNumber }) }
        return (kilobytes ?? 0) * 1_024
    }
}
