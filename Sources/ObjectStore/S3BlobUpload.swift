import Access
import Catalog
import Identifiers

/// One blob on its way to the store, held a part at a time.
actor S3BlobUpload: BlobUpload {
    /// As in S3.
    private static let partsMax = 10_000
    /// Parts grow with the upload, so that their number lasts for the largest content.
    private static let partsPerSize = 1_000

    private enum State {
        case open
        case over
    }

    private let client: S3Client
    private let partBytes: Int
    private let key: String
    private var state = State.open
    private var held: [UInt8] = []
    private var uploadID: String?
    private var tags: [String] = []
    private var sizeBytes: Int64 = 0

    init(client: S3Client, partBytes: Int) {
        self.client = client
        self.partBytes = partBytes
        var generator = SystemRandomNumberGenerator()
        key =
            S3BlobStore.uploadFolder + String(generator.next(), radix: 36)
            + String(generator.next(), radix: 36)
    }

    isolated deinit {
        guard let uploadID else { return }
        let (client, key) = (client, key)
        Task { try? await client.abortParts(of: key, uploadID) }
    }

    func write(_ bytes: [UInt8]) async throws {
        try requireOpen()
        held += bytes
        sizeBytes += Int64(bytes.count)
        while held.count >= currentPartBytes {
            let part = Array(held.prefix(currentPartBytes))
            held.removeFirst(part.count)
            try await endingOnFailure { try await send(part) }
        }
    }

    func publish(as name: BlobName) async throws {
        try requireOpen()
        try await endingOnFailure {
            if try await client.sizeBytes(of: name.text) == sizeBytes { return }
            guard let uploadID else { return try await client.put(held, as: name.text) }
            if !held.isEmpty { try await send(held) }
            try await client.completeParts(tags, of: key, uploadID)
            self.uploadID = nil
            try await client.copy(key, to: name.text, sizeBytes: sizeBytes)
            try await client.remove(key)
        }
        await end()
    }

    func end() async {
        state = .over
        held = []
        guard let uploadID = uploadID.take() else { return }
        try? await client.abortParts(of: key, uploadID)
    }

    private var currentPartBytes: Int { partBytes * (1 + tags.count / Self.partsPerSize) }

    private func send(_ part: [UInt8]) async throws {
        let uploadID: String
        if let known = self.uploadID { uploadID = known } else { uploadID = try await client.beginParts(key) }
        self.uploadID = uploadID
        guard tags.count < Self.partsMax else {
            throw StoreFault.invalid(field: "body", detail: "is too large for the object store.")
        }
        tags.append(try await client.putPart(tags.count + 1, part, of: key, uploadID))
    }

    private func requireOpen() throws {
        guard state == .open else {
            throw StoreFault.conflict(detail: "This upload has ended. Begin a new one.")
        }
    }

    private func endingOnFailure(_ work: () async throws -> Void) async throws {
        do {
            try await work()
        } catch {
            await end()
            throw error
        }
    }
}
