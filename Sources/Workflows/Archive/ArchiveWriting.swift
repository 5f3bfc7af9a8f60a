import Catalog
import Identifiers
import Signing

/// Writes an archive member by member and remembers what its manifest must say.
struct ArchiveWriting {
    private static let pieceBytes = 256 << 10

    /// Takes the next bytes of the archive.
    typealias Output = @Sendable ([UInt8]) async throws -> Void

    private let output: Output
    private var members: [ArchiveMember] = []

    init(to output: @escaping Output) {
        self.output = output
    }

    mutating func add(_ path: String, _ bytes: [UInt8]) async throws {
        try await put(path, bytes)
        members.append(
            ArchiveMember(path: path, digest: Digest.sha256(of: bytes), sizeBytes: Int64(bytes.count))
        )
    }

    /// Copies stored content; its reader fails when the content is not what its digest says.
    mutating func add(_ path: String, _ content: StoredContent, from reader: any ContentReader) async throws {
        try await output(TarWriting.header(path: path, sizeBytes: content.sizeBytes))
        var left = content.sizeBytes
        while true {
            let piece = try await reader.read(bytesMax: Self.pieceBytes)
            if piece.isEmpty { break }
            left -= Int64(piece.count)
            try await output(piece)
        }
        guard left == 0 else { throw ArchiveContentDiffers(path: path) }
        try await output(TarWriting.padding(after: content.sizeBytes))
        members.append(ArchiveMember(path: path, digest: content.digest, sizeBytes: content.sizeBytes))
    }

    /// Writes the manifest and the end.
    mutating func finish(_ model: ResourceName) async throws {
        try await put(ArchiveManifest.path, try ArchiveManifest(model: model, members: members).bytes)
        try await output(TarWriting.end)
    }

    private func put(_ path: String, _ bytes: [UInt8]) async throws {
        let size = Int64(bytes.count)
        try await output(
            TarWriting.header(path: path, sizeBytes: size) + bytes + TarWriting.padding(after: size)
        )
    }
}

/// Stored content has not the size on record.
struct ArchiveContentDiffers: Error {
    let path: String
}
