package import Identifiers
package import TransparencyLog

/// Checks one whole log against itself, against its signed checkpoints, and against checkpoints kept
/// elsewhere.
package struct AuditVerification: Sendable {
    /// Entries a page: one level 0 tile.
    private static let pageEntries = TileCoordinate.widthMax
    private static let checkpointsPage = 1000

    private let policy: CheckpointPolicy
    private let remembered: [[UInt8]]

    /// `remembered` are signed notes that did not come from the log's own store. Only they, or a witness
    /// quorum in `policy`, show a log that its operator rewrote and signed anew.
    package init(policy: CheckpointPolicy, remembered: [[UInt8]] = []) {
        self.policy = policy
        self.remembered = remembered
    }

    /// What a verification found.
    package struct Report: Hashable, Sendable {
        /// Entries that were found in order; with a fault, those before it.
        package internal(set) var entriesVerified: UInt64 = 0
        package internal(set) var checkpointsVerified = 0
        package internal(set) var tilesVerified = 0
        /// Entries under a signed checkpoint whose root agrees.
        package internal(set) var signedSize: UInt64 = 0
        package internal(set) var root: Digest = MerkleHash.emptyRoot
        /// Nil when the log is whole.
        package internal(set) var fault: AuditFault?

        /// One sentence for a person.
        package var sentence: String {
            if let fault { return fault.description }
            let unsigned = entriesVerified - signedSize
            return "All \(entriesVerified) entries are intact; \(checkpointsVerified) signed checkpoints and "
                + "\(tilesVerified) tiles agree"
                + (unsigned == 0 ? "." : "; \(unsigned) entries are not signed yet.")
        }
    }

    /// Reads the log page by page and stops at the first fault. Throws only what `reader` throws.
    package func run(on reader: some AuditLogReader) async throws -> Report {
        var report = Report()
        do {
            var verifier = try AuditVerifier(policy: policy, remembered: remembered)
            defer { report.take(verifier) }
            try await verify(reader, with: &verifier, report: &report)
        } catch let fault as AuditFault {
            report.fault = fault
        }
        return report
    }

    private func verify(
        _ reader: some AuditLogReader,
        with verifier: inout AuditVerifier,
        report: inout Report
    ) async throws {
        let head = try await reader.head()
        var checkpoints = CheckpointPages(limit: Self.checkpointsPage)
        try await checkpoints.refill(&verifier, from: reader)
        while true {
            let first = verifier.frontier.size
            let page = try await reader.entries(from: first, limit: Self.pageEntries)
            if page.isEmpty { break }
            let tile = try await leafTile(at: first, size: head.size, from: reader)
            for entry in page {
                let offset = Int(entry.index) - Int(first)
                let leaf = tile.indices.contains(offset) ? tile[offset] : nil
                for expected in try verifier.take(entry: entry, tileLeaf: leaf) {
                    try await compare(expected, with: reader, report: &report)
                }
                try await checkpoints.refill(&verifier, from: reader)
            }
            report.tilesVerified += tile.isEmpty ? 0 : 1
        }
        for expected in verifier.partialTiles { try await compare(expected, with: reader, report: &report) }
        try await checkpoints.refill(&verifier, from: reader)
        try verifier.finish(head: head)
    }

    /// The hashes of the level 0 tile from entry `first` on; none beyond the head.
    private func leafTile(
        at first: UInt64,
        size: UInt64,
        from reader: some AuditLogReader
    ) async throws -> [Digest] {
        guard first < size else { return [] }
        let widthMax = UInt64(TileCoordinate.widthMax)
        let width = Int(min(widthMax, size - first / widthMax * widthMax))
        let tile = TileCoordinate(content: .hashes(level: 0), index: first / widthMax, width: width)
        let bytes = try await reader.tile(tile) ?? []
        guard bytes.count == width * Digest.byteCount else {
            throw AuditFault(.tileDiffers(path: tile.path), at: first)
        }
        let hashes = stride(from: 0, to: bytes.count, by: Digest.byteCount).compactMap {
            Digest(bytes: bytes[$0..<$0 + Digest.byteCount])
        }
        return Array(hashes.dropFirst(Int(first % widthMax)))
    }

    private func compare(
        _ expected: ExpectedTile,
        with reader: some AuditLogReader,
        report: inout Report
    ) async throws {
        guard try await reader.tile(expected.coordinate) == expected.bytes else {
            throw AuditFault(.tileDiffers(path: expected.coordinate.path), at: expected.firstIndex)
        }
        report.tilesVerified += 1
    }
}

extension AuditVerification.Report {
    fileprivate mutating func take(_ verifier: AuditVerifier) {
        entriesVerified = verifier.frontier.size
        checkpointsVerified = verifier.checkpointsAgreed
        signedSize = verifier.agreedSize
        root = verifier.frontier.root
    }
}

/// Keeps the verifier one checkpoint ahead of the entries.
private struct CheckpointPages {
    let limit: Int
    private var taken = 0
    private var exhausted = false

    init(limit: Int) { self.limit = limit }

    mutating func refill(_ verifier: inout AuditVerifier, from reader: some AuditLogReader) async throws {
        while verifier.wantsCheckpoints, !exhausted {
            let notes = try await reader.checkpoints(skipping: taken, limit: limit)
            exhausted = notes.count < limit
            taken += notes.count
            for note in notes { try verifier.take(checkpoint: note) }
        }
    }
}
