package import Identifiers

/// What a log commits to: its name, its size and its root (C2SP tlog-checkpoint).
package struct Checkpoint: Hashable, Sendable {
    package let origin: String
    package let size: UInt64
    package let root: Digest
    /// Lines after the root; other logs may write them, ours never does.
    package let extensions: [String]

    package init(origin: String, size: UInt64, root: Digest) {
        self.origin = origin
        self.size = size
        self.root = root
        self.extensions = []
    }

    /// The text that is signed.
    package var text: String {
        ([origin, String(size), Base64.encode(root.bytes)] + extensions).map { $0 + "\n" }.joined()
    }

    /// Reads the text of a note; a size with leading zeros, a blank line or a root of another length is
    /// refused.
    package init(text: String) throws(TransparencyLogError) {
        var lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map {
            String($0) ?? ""
        }
        guard lines.popLast() == "", lines.count >= 3, !lines.contains("") else {
            throw .malformedCheckpoint("expected the lines origin, size and root")
        }
        guard let size = UInt64(lines[1]), String(size) == lines[1], size <= UInt64(Int64.max) else {
            throw .malformedCheckpoint("the size is not a decimal number")
        }
        guard let root = DigestList.parse(base64: lines[2]) else {
            throw .malformedCheckpoint("the root is not 32 bytes in base 64")
        }
        self.origin = lines[0]
        self.size = size
        self.root = root
        self.extensions = Array(lines.dropFirst(3))
    }

    /// The signed note of this checkpoint. The caller signs only what is committed.
    package func signed(by signers: [NoteSigner], nowSeconds: UInt64) async throws -> SignedNote {
        var signatures: [SignedNote.Signature] = []
        for signer in signers {
            signatures.append(try await signer.signature(for: text, nowSeconds: nowSeconds))
        }
        return try SignedNote(text: text, signatures: signatures)
    }
}
