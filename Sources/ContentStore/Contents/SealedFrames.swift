import Catalog
import Identifiers
import Signing

/// The frames of an encrypted content. Each is authentic by its tag, and all belong to this digest by the binding.
struct SealedFrames: ContentFrames {
    let sizeBytes: Int64
    private let blob: any BlobReader
    private let digest: Digest
    private let cipher: FrameCipher
    private let frameCount: Int64

    var frameBytes: Int { SealedBlob.frameBytes }

    /// Throws `ContentDamaged`, or `ContentKeyUnavailable` when the key is lost.
    init(blob: any BlobReader, digest: Digest, keys: any ContentKeys) async throws {
        guard let measure = SealedBlob.measure(blobBytes: blob.sizeBytes),
            let header = SealedBlob.parse(try await blob.read(at: 0, byteCount: SealedBlob.headerCount))
        else { throw ContentDamaged(digest: digest) }
        guard let key = try await keys.key(header.keyID) else {
            throw ContentKeyUnavailable(keyID: header.keyID)
        }
        cipher = try FrameCipher(dataKey: key, salt: header.salt)
        let binding = try await blob.read(
            at: blob.sizeBytes - Int64(SealedBlob.bindingCount),
            byteCount: SealedBlob.bindingCount
        )
        guard equalInConstantTime(binding, try cipher.binding(to: digest.bytes)) else {
            throw ContentDamaged(digest: digest)
        }
        (frameCount, sizeBytes) = measure
        self.blob = blob
        self.digest = digest
    }

    func frame(_ index: Int) async throws -> [UInt8] {
        let sealedBytes = Int64(frameBytes + FrameCipher.tagCount)
        let start = Int64(SealedBlob.headerCount) + Int64(index) * sealedBytes
        let end = min(start + sealedBytes, blob.sizeBytes - Int64(SealedBlob.bindingCount))
        let sealed = try await blob.read(at: start, byteCount: Int(end - start))
        do {
            return try cipher.open(sealed, number: UInt64(index), isLast: Int64(index) == frameCount - 1)
        } catch is SigningError {
            throw ContentDamaged(digest: digest)
        }
    }
}
