import Corpus

/// Everything a search reads, as a value: a reader keeps its snapshot while the writer makes the next.
struct IndexSnapshot: Sendable {
    var containers: [Int64: ContainerIndex] = [:]

    /// The segments that the reader may see, and nothing else; all later steps work on these alone.
    func segments(within access: AccessSet) -> [LiveSegment] {
        if access.containerIDs.count <= containers.count {
            return access.containerIDs.flatMap { containers[$0]?.segments ?? [] }
        }
        return containers.flatMap { access.allows(containerID: $0.key) ? $0.value.segments : [] }
    }
}

/// The writer's side: knows where every chunk is and turns a batch of changes into the next snapshot.
struct IndexWriter: Sendable {
    private var containerOfChunk: [Int64: Int64] = [:]
    private let dimension: Int

    init(dimension: Int) {
        self.dimension = dimension
    }

    var chunkCount: Int { containerOfChunk.count }

    /// Applies a batch whole or, when any vector in it is unusable, not at all. The last change of an id
    /// wins.
    mutating func apply(_ changes: [IndexChange], to snapshot: inout IndexSnapshot) throws(SearchIndexError) {
        let additions = try checked(changes)
        var touched: Set<Int64> = []
        var pending: [Int64: IndexSegment.Row] = [:]
        for (change, row) in zip(changes, additions) {
            switch change {
            case .upsert(let chunk):
                detach(chunk.id, from: &snapshot, touched: &touched)
                pending[chunk.id] = row
            case .remove(let id):
                detach(id, from: &snapshot, touched: &touched)
                pending[id] = nil
            case .removeContainer(let container):
                drop(container, from: &snapshot)
                pending = pending.filter { $0.value.chunk.containerID != container }
            }
        }
        for (container, rows) in Dictionary(grouping: pending.values, by: \.chunk.containerID) {
            for row in rows { containerOfChunk[row.chunk.id] = container }
            let segment = IndexSegment(building: rows, containerID: container)
            snapshot.containers[container, default: ContainerIndex(containerID: container)].append(segment)
            touched.insert(container)
        }
        for container in touched { compact(container, in: &snapshot) }
    }

    private func checked(_ changes: [IndexChange]) throws(SearchIndexError) -> [IndexSegment.Row?] {
        var rows: [IndexSegment.Row?] = []
        rows.reserveCapacity(changes.count)
        for change in changes {
            guard case .upsert(let chunk) = change else {
                rows.append(nil)
                continue
            }
            rows.append(IndexSegment.Row(chunk: chunk, vector: try checkedVector(chunk)))
        }
        return rows
    }

    private func checkedVector(_ chunk: IndexedChunk) throws(SearchIndexError) -> VectorRow? {
        guard let vector = chunk.vector else { return nil }
        guard vector.count == dimension else {
            throw .dimensionMismatch(expected: dimension, found: vector.count)
        }
        guard let row = VectorRow(normalizing: vector) else { throw .unusableVector(chunkID: chunk.id) }
        return row
    }

    private mutating func detach(_ id: Int64, from snapshot: inout IndexSnapshot, touched: inout Set<Int64>) {
        guard let container = containerOfChunk.removeValue(forKey: id) else { return }
        snapshot.containers[container]?.remove(chunk: id)
        touched.insert(container)
    }

    private mutating func drop(_ container: Int64, from snapshot: inout IndexSnapshot) {
        guard let index = snapshot.containers.removeValue(forKey: container) else { return }
        for live in index.segments {
            for id in live.segment.ids where containerOfChunk[id] == container { containerOfChunk[id] = nil }
        }
    }

    private func compact(_ container: Int64, in snapshot: inout IndexSnapshot) {
        snapshot.containers[container]?.compact(blocksPerVector: VectorRow.blockCount(dimension: dimension))
        if snapshot.containers[container]?.segments.isEmpty == true { snapshot.containers[container] = nil }
    }
}
