import FoundationEssentials

/// The `postmaster.pid` file: one value a line (PostgreSQL source, `utils/pidfile.h`).
struct PostmasterFile: Equatable, Sendable {
    let pid: Int32
    let dataDirectory: String
    /// The System V shared memory segment that every process of the server is attached to.
    let sharedMemoryID: Int?
    /// Padded in the file: `starting`, `stopping`, `ready` or `standby`.
    let status: String?

    init?(_ text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count >= 2, let pid = Int32(lines[0]), pid > 1 else { return nil }
        self.pid = pid
        dataDirectory = String(lines[1])
        // "key id", both decimal.
        sharedMemoryID =
            lines.count > 6 ? lines[6].split(separator: " ").dropFirst().first.flatMap { Int($0) } : nil
        status = lines.count > 7 ? String(lines[7].prefix { $0 != " " }) : nil
    }

    static func read(_ path: String) -> PostmasterFile? {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
        return PostmasterFile(text)
    }

    var isReady: Bool { status == "ready" }
}
