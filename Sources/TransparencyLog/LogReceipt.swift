package import Identifiers

/// A proof that anyone can check offline: where an entry is, and who vouches for the tree (C2SP
/// tlog-proof@v1).
package struct LogReceipt: Hashable, Sendable {
    private static let header = "c2sp.org/tlog-proof@v1"
    // A path in a tree of up to 2^63 leaves.
    static let hashesMax = 63

    package let index: UInt64
    package let hashes: [Digest]
    /// The checkpoint with all its signatures.
    package let note: SignedNote
    /// Application bytes that the proof does not cover; nil when the line is absent.
    package let extra: [UInt8]?

    package init(index: UInt64, hashes: [Digest], note: SignedNote, extra: [UInt8]? = nil) {
        self.index = index
        self.hashes = hashes
        self.note = note
        self.extra = extra
    }

    /// The content of a `.tlog-proof` file.
    package var bytes: [UInt8] {
        let extraLine = extra.map { ["extra \(Base64.encode($0))"] } ?? []
        let lines =
            [Self.header] + extraLine + ["index \(index)"] + hashes.map { Base64.encode($0.bytes) } + [""]
        return Array(lines.map { $0 + "\n" }.joined().utf8) + note.bytes
    }

    /// Reads a receipt; nothing is verified.
    package init(parsing bytes: [UInt8]) throws(TransparencyLogError) {
        guard
            let blank = bytes.indices.dropFirst().first(where: { bytes[$0] == 0x0A && bytes[$0 - 1] == 0x0A })
        else { throw .malformedReceipt("no blank line before the checkpoint") }
        guard let head = String(validating: bytes[..<(blank - 1)], as: UTF8.self) else {
            throw .malformedReceipt("not UTF-8")
        }
        var lines = head.split(separator: "\n", omittingEmptySubsequences: false)[...]
        guard lines.popFirst() == Self.header[...] else { throw .malformedReceipt("unknown format") }
        extra = try Self.parseExtra(&lines)
        index = try Self.parseIndex(lines.popFirst())
        guard lines.count <= Self.hashesMax else { throw .malformedReceipt("over \(Self.hashesMax) hashes") }
        let parsed = lines.compactMap { DigestList.parse(base64: $0) }
        guard parsed.count == lines.count else {
            throw .malformedReceipt("a hash is not 32 bytes in base 64")
        }
        hashes = parsed
        note = try SignedNote(parsing: Array(bytes[(blank + 1)...]))
    }

    private static func parseExtra(_ lines: inout ArraySlice<Substring>) throws(TransparencyLogError)
        -> [UInt8]?
    {
        guard let line = lines.first, line.hasPrefix("extra ") else { return nil }
        lines.removeFirst()
        guard let extra = Base64.decode(line.dropFirst("extra ".count)) else {
            throw .malformedReceipt("the extra data is not base 64")
        }
        return extra
    }

    private static func parseIndex(_ line: Substring?) throws(TransparencyLogError) -> UInt64 {
        guard let line, line.hasPrefix("index "), let index = UInt64(line.dropFirst("index ".count)),
            line == "index \(index)"
        else { throw .malformedReceipt("no index") }
        return index
    }

    /// Checks signatures, quorum and inclusion of exactly this entry.
    package func verify(
        entry: [UInt8],
        policy: CheckpointPolicy
    ) throws(TransparencyLogError) -> CheckpointPolicy.Accepted {
        let accepted = try policy.accept(note)
        let proof = InclusionProof(index: index, size: accepted.checkpoint.size, hashes: hashes)
        guard proof.isValid(leaf: MerkleHash.leaf(entry), root: accepted.checkpoint.root) else {
            throw .proofInvalid(index: index, size: accepted.checkpoint.size)
        }
        return accepted
    }
}
