import Catalog
import Identifiers
import Signing

/// How an encrypted content lies in its blob.
///
/// `assay-sealed/1\n` padded to 16 bytes, the key's id (16), the salt (32); then frames of 4 MiB with their tags; then 32
/// bytes that bind all of it to the plaintext's digest.
enum SealedBlob {
    static let frameBytes = 4 << 20
    static let headerCount = 16 + 16 + FrameCipher.saltCount
    static let bindingCount = 32
    private static let mark = Array("assay-sealed/1\n\0".utf8)

    static func header(_ keyID: ContentKeyID, salt: [UInt8]) -> [UInt8] { mark + keyID.bytes + salt }

    /// Nil when the bytes are no such header.
    static func parse(_ header: [UInt8]) -> (keyID: ContentKeyID, salt: [UInt8])? {
        guard header.count == headerCount, Array(header.prefix(16)) == mark,
            let keyID = ContentKeyID(bytes: header[16..<32])
        else { return nil }
        return (keyID, Array(header[32...]))
    }

    /// How many frames there are, and how many bytes were sealed into them; nil for a length that no content gives.
    static func measure(blobBytes: Int64) -> (frameCount: Int64, sizeBytes: Int64)? {
        let body = blobBytes - Int64(headerCount + bindingCount)
        let frame = Int64(frameBytes + FrameCipher.tagCount)
        let count = (body + frame - 1) / frame
        let size = body - count * Int64(FrameCipher.tagCount)
        guard count > 0, size >= 0 else { return nil }
        return (count, size)
    }
}
