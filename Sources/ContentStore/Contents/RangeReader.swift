import Catalog
import Identifiers

/// A content in frames, each of which is checked before it is handed out.
protocol ContentFrames: Sendable {
    /// All frames but the last have this many bytes.
    var frameBytes: Int { get }
    func frame(_ index: Int) async throws -> [UInt8]
}

/// Reads a part of a content, holding one frame at a time.
actor RangeReader: ContentReader {
    nonisolated let sizeBytes: Int64
    private let frames: any ContentFrames
    private var range: Range<Int64>
    private var held: (index: Int, bytes: [UInt8])?

    init(frames: any ContentFrames, range: Range<Int64>) {
        self.frames = frames
        self.range = range
        sizeBytes = Int64(range.count)
    }

    func read(bytesMax: Int) async throws -> [UInt8] {
        guard !range.isEmpty else { return [] }
        let index = Int(range.lowerBound / Int64(frames.frameBytes))
        if held?.index != index { held = (index, try await frames.frame(index)) }
        let start = Int(range.lowerBound % Int64(frames.frameBytes))
        let wanted = min(Int64(max(1, bytesMax)), Int64(range.count))
        let piece = held?.bytes.dropFirst(start).prefix(Int(wanted)) ?? []
        range = (range.lowerBound + Int64(piece.count))..<range.upperBound
        return Array(piece)
    }
}

/// The frames of a content that is stored as it is.
struct PlainFrames: ContentFrames {
    let blob: any BlobReader
    let index: FrameIndex

    var frameBytes: Int { FrameHasher.frameBytes }

    func frame(_ number: Int) async throws -> [UInt8] {
        let bytes = try await blob.read(at: Int64(number) * Int64(frameBytes), byteCount: frameBytes)
        guard index.accepts(bytes, asFrame: number) else {
            throw ContentDamaged(digest: index.content.digest)
        }
        return bytes
    }
}
