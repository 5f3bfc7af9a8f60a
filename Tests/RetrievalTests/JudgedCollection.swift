import Corpus
import Foundation
import Identifiers

@testable import Retrieval

/// A test collection with relevance judgments, read from files that are not part of the project.
struct JudgedCollection {
    struct Document: Decodable {
        let id: String
        let title: String?
        let text: String
    }

    let documents: [Document]
    let queries: [Document]
    /// Gains by query and document.
    let judgments: [String: [String: Double]]

    /// The folder of shared test material: `ASSAY_TEST_DATA`, or `shared` beside the checkout.
    static var root: URL {
        if let path = ProcessInfo.processInfo.environment["ASSAY_TEST_DATA"] { return URL(filePath: path) }
        let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        return tests.deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared")
    }

    static func isPresent(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: folder(name).appending(path: "qrels.tsv").path)
    }

    init(named name: String) throws {
        documents = try Self.lines(of: name, "corpus.jsonl").map(Self.document)
        queries = try Self.lines(of: name, "queries.jsonl").map(Self.document)
        var judgments: [String: [String: Double]] = [:]
        for line in try Self.lines(of: name, "qrels.tsv").dropFirst() {
            let fields = line.split(whereSeparator: \.isWhitespace).map(String.init)
            judgments[fields[0], default: [:]][fields[1]] = Double(fields[2])
        }
        self.judgments = judgments
    }

    /// Mean nDCG@10 and Recall@100 over the queries that have a judged document.
    func score(settings: RankingSettings) throws -> (nDCG: Double, recall: Double) {
        let index = SearchIndex(dimension: 1, settings: settings)
        try index.apply(documents.enumerated().map { .upsert(Self.chunk($1, id: Int64($0))) })
        var nDCG = 0.0
        var recall = 0.0
        var count = 0.0
        for query in queries {
            guard let gains = judgments[query.id], !gains.isEmpty else { continue }
            let search = SearchQuery(terms: LexicalAnalyzer.vector(of: query.text), limit: 100)
            let hits = try index.search(search, within: AccessSet(containerIDs: [1])).hits
            let ranked = hits.map { gains[documents[Int($0.chunkID)].id] ?? 0 }
            nDCG += Self.discounted(ranked) / Self.discounted(gains.values.sorted(by: >))
            recall += Double(ranked.filter { $0 > 0 }.count) / Double(gains.count)
            count += 1
        }
        return (nDCG / count, recall / count)
    }

    private static func discounted(_ gains: [Double]) -> Double {
        gains.prefix(10).enumerated().reduce(0) { $0 + $1.element / log2(Double($1.offset) + 2) }
    }

    private static func chunk(_ document: Document, id: Int64) -> IndexedChunk {
        let terms = LexicalAnalyzer.vector(of: (document.title ?? "") + "\n" + document.text)
        return IndexedChunk(id: id, containerID: 1, sentAt: Instant(seconds: 0), terms: terms, vector: nil)
    }

    private static func folder(_ name: String) -> URL {
        root.appending(path: "data/ir").appending(path: name)
    }

    private static func lines(of name: String, _ file: String) throws -> [Substring] {
        try String(contentsOf: folder(name).appending(path: file), encoding: .utf8).split(separator: "\n")
    }

    private static func document(_ line: Substring) throws -> Document {
        try JSONDecoder().decode(Document.self, from: Data(line.utf8))
    }
}
