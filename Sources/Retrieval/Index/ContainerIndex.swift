/// A frozen segment and the rows of it that have been replaced or removed since.
struct LiveSegment: Sendable {
    let segment: IndexSegment
    private(set) var dead = RowSet()
    private(set) var liveCount: Int
    /// The sum of the living rows' lengths.
    private(set) var liveLength: UInt64

    init(_ segment: IndexSegment) {
        self.segment = segment
        liveCount = segment.rowCount
        liveLength = segment.lengths.reduce(0) { $0 + UInt64($1) }
    }

    /// Whether the chunk was here and alive.
    mutating func remove(chunk id: Int64) -> Bool {
        guard let row = segment.row(ofChunk: id), dead.insert(row) else { return false }
        liveCount -= 1
        liveLength -= UInt64(segment.lengths[row])
        return true
    }
}

/// The chunks of one container: a few segments, the oldest and largest first.
///
/// New rows come as a small segment; a segment is merged into the one before it once it has reached half its
/// size, so a row is copied a logarithmic number of times. Removed rows stop counting at once and leave
/// memory when a quarter of their segment is dead.
struct ContainerIndex: Sendable {
    let containerID: Int64
    private(set) var segments: [LiveSegment] = []

    init(containerID: Int64) {
        self.containerID = containerID
    }

    var liveCount: Int { segments.reduce(0) { $0 + $1.liveCount } }

    mutating func remove(chunk id: Int64) {
        for index in segments.indices where segments[index].remove(chunk: id) { return }
    }

    mutating func append(_ segment: IndexSegment) {
        segments.append(LiveSegment(segment))
    }

    /// Brings the segments back into shape after a batch.
    mutating func compact(blocksPerVector: Int) {
        segments.removeAll { $0.liveCount == 0 }
        for index in segments.indices where segments[index].dead.count * 4 > segments[index].segment.rowCount
        {
            segments[index] = merged(segments[index...index], blocksPerVector)
        }
        while segments.count > 1,
            segments[segments.count - 1].liveCount * 2 >= segments[segments.count - 2].liveCount
        {
            let tail = segments.suffix(2)
            let whole = merged(tail, blocksPerVector)
            segments.removeLast(2)
            segments.append(whole)
        }
    }

    private func merged(_ parts: ArraySlice<LiveSegment>, _ blocksPerVector: Int) -> LiveSegment {
        LiveSegment(
            IndexSegment(merging: Array(parts), containerID: containerID, blocksPerVector: blocksPerVector)
        )
    }
}
