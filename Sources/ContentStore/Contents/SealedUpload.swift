import Access
import Catalog
import Identifiers
import Signing

/// One upload that is hashed as it comes and written encrypted, holding one frame.
actor SealedUpload: ContentUpload {
    /// What a content of one key is sealed with.
    struct Cipher: Sendable {
        let keyID: ContentKeyID
        let salt: [UInt8]
        let frames: FrameCipher

        init(keyID: ContentKeyID, dataKey: SecretBytes) throws {
            self.keyID = keyID
            salt = try SecureRandom.bytes(FrameCipher.saltCount)
            frames = try FrameCipher(dataKey: dataKey, salt: salt)
        }
    }

    private let blob: any BlobUpload
    private let cipher: Cipher
    private var hasher = SHA256Hasher()
    private var sizeBytes: Int64 = 0
    private var frameNumber: UInt64 = 0
    private var held: [UInt8] = []
    private var hasHeader = false

    init(blob: any BlobUpload, cipher: Cipher) {
        self.blob = blob
        self.cipher = cipher
    }

    var written: StoredContent {
        let soFar = hasher
        return StoredContent(digest: soFar.finalize(), sizeBytes: sizeBytes)
    }

    func write(_ bytes: [UInt8]) async throws {
        hasher.update(bytes)
        sizeBytes += Int64(bytes.count)
        held += bytes
        // A full frame is written only when more has come: the last one is marked as such.
        while held.count > SealedBlob.frameBytes {
            let frame = Array(held.prefix(SealedBlob.frameBytes))
            held.removeFirst(frame.count)
            try await write(frame, isLast: false)
        }
    }

    func commit(expecting expected: Digest?) async throws -> StoredContent {
        let content = written
        do {
            try content.check(expected)
            guard let name = SealedContents.name(of: content.digest, key: cipher.keyID) else {
                throw ContentDamaged(digest: content.digest)
            }
            try await write(held, isLast: true)
            try await blob.write(try cipher.frames.binding(to: content.digest.bytes))
            try await blob.publish(as: name)
        } catch {
            await blob.end()
            throw error
        }
        return content
    }

    func end() async {
        held = []
        await blob.end()
    }

    private func write(_ frame: [UInt8], isLast: Bool) async throws {
        if !hasHeader { try await blob.write(SealedBlob.header(cipher.keyID, salt: cipher.salt)) }
        hasHeader = true
        try await blob.write(try cipher.frames.seal(frame, number: frameNumber, isLast: isLast))
        frameNumber += 1
    }
}
