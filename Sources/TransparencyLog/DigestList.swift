internal import Identifiers

/// Hashes laid end to end, as tiles and frontiers store them.
enum DigestList {
    /// Nil when the length is not a multiple of 32.
    static func parse(_ bytes: ArraySlice<UInt8>) -> [Digest]? {
        guard bytes.count.isMultiple(of: Digest.byteCount) else { return nil }
        return unsafe bytes.withUnsafeBytes { buffer in
            stride(from: 0, to: buffer.count, by: Digest.byteCount).map {
                unsafe Digest(loadingFrom: buffer, at: $0)
            }
        }
    }

    /// One hash from its base 64 text; nil for anything else.
    static func parse(base64 text: some StringProtocol) -> Digest? {
        Base64.decode(text).flatMap { Digest(bytes: $0) }
    }
}
