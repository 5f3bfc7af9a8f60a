import Catalog
import Identifiers
import Signing

/// SHA-256 over a content that also keeps the states at the beginnings of its frames, at no cost in hashing.
///
/// From one state, the bytes of one frame lead to the next state and to no other, so a frame can be checked alone.
struct FrameHasher: Sendable {
    /// How much is read and checked at once.
    static let frameBytes = 4 << 20

    private var hasher = SHA256Hasher()
    private var states = [SHA256Hasher()]
    private var byteCount: Int64 = 0

    mutating func update(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let inFrame = Int(byteCount % Int64(Self.frameBytes))
            if inFrame == 0, byteCount > 0 { states.append(hasher) }
            let piece = rest.prefix(Self.frameBytes - inFrame)
            hasher.update(piece)
            byteCount += Int64(piece.count)
            rest = rest.dropFirst(piece.count)
        }
    }

    var content: StoredContent {
        let copy = hasher
        return StoredContent(digest: copy.finalize(), sizeBytes: byteCount)
    }

    var index: FrameIndex { FrameIndex(states: states, content: content) }
}

/// What each frame of one content is checked against.
struct FrameIndex: Sendable {
    /// The state before each frame.
    let states: [SHA256Hasher]
    let content: StoredContent

    /// Whether these are the bytes of the frame.
    func accepts(_ bytes: [UInt8], asFrame index: Int) -> Bool {
        guard states.indices.contains(index) else { return false }
        var state = states[index]
        state.update(bytes)
        let next = index + 1 < states.count ? states[index + 1].finalize() : content.digest
        return state.finalize() == next
    }
}
