import Access
import Catalog
import Identifiers

/// Streams bytes into the content store: all of them, matching what was announced, or nothing.
struct StreamContent: Sendable {
    /// The largest single file: larger models come in shards.
    static let bytesMax: Int64 = 256 << 30

    let contents: any ArtifactContentStore

    /// Runs `name` with the stored content, which nothing may collect until it returns.
    ///
    /// - Parameters:
    ///   - team: Whose key the content is sealed under where the store encrypts.
    ///   - bytesLeft: The most bytes that may be kept now; more are refused as soon as they come.
    func callAsFunction<Body: AsyncSequence & Sendable, Value>(
        _ body: Body,
        announcedDigest: Digest?,
        announcedBytes: Int64?,
        for team: GroupID? = nil,
        bytesLeft: Int64? = nil,
        name: (StoredContent) async throws -> Value
    ) async throws -> Value where Body.Element == [UInt8] {
        try Self.check(announcedBytes, against: bytesLeft)
        let upload = try await contents.beginUpload(for: team)
        do {
            try await Self.pump(body, into: upload, announcedBytes: announcedBytes, bytesLeft: bytesLeft)
            let value = try await name(try await upload.commit(expecting: announcedDigest))
            await upload.end()
            return value
        } catch {
            await upload.end()
            throw error
        }
    }

    private static func pump<Body: AsyncSequence & Sendable>(
        _ body: Body,
        into upload: any ContentUpload,
        announcedBytes: Int64?,
        bytesLeft: Int64?
    ) async throws where Body.Element == [UInt8] {
        var received: Int64 = 0
        for try await piece in body {
            received += Int64(piece.count)
            if received > announcedBytes ?? bytesMax { break }
            try check(received, against: bytesLeft)
            try await upload.write(piece)
        }
        if received > bytesMax {
            throw InvalidInput("body", "must have at most \(bytesMax) bytes")
        }
        if let announcedBytes, received != announcedBytes {
            throw InvalidInput(
                "body",
                "has \(received) bytes or more where \(announcedBytes) were announced"
            )
        }
    }

    private static func check(_ byteCount: Int64?, against bytesLeft: Int64?) throws {
        if let byteCount, let bytesLeft, byteCount > bytesLeft {
            throw StoreFault.quotaExceeded(bytesMax: bytesLeft)
        }
    }
}
