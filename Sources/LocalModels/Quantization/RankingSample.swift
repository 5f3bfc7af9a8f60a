/// Pairs by which a model that judges pairs is measured, from a list of texts: ten of them, evenly spread, are queries,
/// and up to a hundred of the others the documents of each.
struct RankingSample: Sendable {
    private static let queriesMax = 10
    private static let documentsMax = 100

    let queries: [String]
    let documents: [String]

    init(_ texts: [String]) {
        let asking = Set(Self.spread(min(Self.queriesMax, texts.count), over: texts.count))
        queries = asking.sorted().map { texts[$0] }
        let others = texts.indices.filter { !asking.contains($0) }
        documents = Self.spread(min(Self.documentsMax, others.count), over: others.count).map {
            texts[others[$0]]
        }
    }

    private static func spread(_ count: Int, over total: Int) -> [Int] {
        (0..<count).map { $0 * total / count }
    }
}
