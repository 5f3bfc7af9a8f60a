internal import Inference
internal import Synchronization
internal import Tensors

/// Runs rounds of token sequences through an encoder on the compute threads, one round at a time.
final class EncoderExecutor: Sendable {
    /// Sequences are computed in groups of about this many tokens: large enough for the matrix kernel,
    /// small enough that the threads finish together.
    private static let groupTokens = 256
    private static let groupTokensMin = 64
    /// More threads than this on one short text wait for each other longer than they compute.
    private static let togetherThreadsMax = 4
    /// Below this many tokens one thread is used. Measured with 16 tokens on two cores: 3 ms alone; together
    /// 2 ms at best, and 6 ms on a busy machine, where threads wait at barriers for one without a core.
    private static let togetherTokensMin = 48

    let threads: Int
    private let encoder: TextEncoder
    private let pool: ComputePool
    /// One for each thread, and one that the threads share.
    private let memories: [EncoderWorkspace]
    private let shared: EncoderWorkspace

    init(_ encoder: TextEncoder, pool: ComputePool, tokensMax: Int) {
        self.encoder = encoder
        self.pool = pool
        threads = pool.threads
        let tokens = max(Self.groupTokens, tokensMax)
        func memory(lanes: Int) -> EncoderWorkspace {
            encoder.makeWorkspace(tokensMax: tokens, textsMax: tokens, longest: tokensMax, lanes: lanes)
        }
        memories = (0..<pool.threads).map { _ in memory(lanes: 1) }
        shared = memory(lanes: min(pool.threads, Self.togetherThreadsMax))
    }

    /// Calls `completion` with the sequences' vectors in order, on a compute thread.
    ///
    /// Not to be called again before that: rounds share their working memory.
    func run(_ sequences: [[Int32]], completion: @escaping @Sendable ([[Float]]) -> Void) {
        let groups = Self.group(sequences.map(\.count), threads: threads)
        if groups.count == 1 {
            runTogether(sequences, order: groups[0], completion)
        } else {
            runApart(sequences, groups: groups, completion)
        }
    }

    /// Indices of sequences, longest first, in groups within the group size; one that is longer is alone.
    static func group(_ counts: [Int], threads: Int) -> [[Int]] {
        let share = counts.reduce(0, +) / threads
        let size = max(groupTokensMin, min(groupTokens, share))
        var groups: [[Int]] = []
        var tokens = size
        for index in counts.indices.sorted(by: { (counts[$1], $0) < (counts[$0], $1) }) {
            if tokens + counts[index] > size || groups.isEmpty {
                groups.append([])
                tokens = 0
            }
            groups[groups.count - 1].append(index)
            tokens += counts[index]
        }
        return groups
    }

    /// Several threads on one group, meeting at barriers: the least time for a single text.
    private func runTogether(
        _ sequences: [[Int32]],
        order: [Int],
        _ completion: @escaping @Sendable ([[Float]]) -> Void
    ) {
        let batch = RaggedBatch(order.map { sequences[$0] })
        let isShort = batch.tokens.count < Self.togetherTokensMin
        let lanes = isShort ? 1 : min(threads, Self.togetherThreadsMax)
        let memory = isShort ? memories[0] : shared
        pool.submit(lanes: lanes) { [encoder] lane in
            encoder.embed(batch, memory, lane)
        } completion: {
            var vectors = [[Float]](repeating: [], count: order.count)
            for (row, index) in order.enumerated() { vectors[index] = memory.vectors.row(row) }
            completion(vectors)
        }
    }

    /// Every thread takes group after group: the most texts a second.
    private func runApart(
        _ sequences: [[Int32]],
        groups: [[Int]],
        _ completion: @escaping @Sendable ([[Float]]) -> Void
    ) {
        let round = Round(groups: groups, sequences: sequences)
        pool.submit(lanes: min(threads, groups.count)) { [encoder, memories] lane in
            while let group = round.takeGroup() {
                encoder.embed(RaggedBatch(group.map { sequences[$0] }), memories[lane.index], .alone)
                round.store(group, memories[lane.index])
            }
        } completion: {
            completion(round.vectors)
        }
    }
}

/// The groups that are left of a round, and the vectors that are done.
private final class Round: Sendable {
    private let groups: [[Int]]
    private let next = Atomic<Int>(0)
    private let results: Mutex<[[Float]]>

    init(groups: [[Int]], sequences: [[Int32]]) {
        self.groups = groups
        results = Mutex(Array(repeating: [], count: sequences.count))
    }

    var vectors: [[Float]] { results.withLock { $0 } }

    func takeGroup() -> [Int]? {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        return index < groups.count ? groups[index] : nil
    }

    func store(_ group: [Int], _ memory: EncoderWorkspace) {
        let rows = group.indices.map { memory.vectors.row($0) }
        results.withLock { results in
            for (index, row) in zip(group, rows) { results[index] = row }
        }
    }
}
